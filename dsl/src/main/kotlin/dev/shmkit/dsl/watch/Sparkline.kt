package dev.shmkit.dsl.watch

/** A line of numbers as a row of eight-step bars. */
internal object Sparkline {
    private const val BARS = "▁▂▃▄▅▆▇█"
    private const val NOTHING = ' '

    /** At most so many columns; each is the mean of its share of the numbers. */
    fun of(
        values: DoubleArray,
        columns: Int,
    ): String {
        val count = minOf(columns, values.size)
        val means =
            (0 until count).map { column ->
                val from = (column.toLong() * values.size / count).toInt()
                val to = ((column + 1L) * values.size / count).toInt()
                values.slice(from until to).filter { it.isFinite() }.average()
            }
        val known = means.filterNot { it.isNaN() }
        val least = known.minOrNull() ?: return ""
        val range = known.max() - least
        return means.joinToString("") { mean ->
            when {
                mean.isNaN() -> NOTHING
                range == 0.0 -> BARS.first()
                else -> BARS[((mean - least) / range * (BARS.length - 1)).toInt()]
            }.toString()
        }
    }
}
