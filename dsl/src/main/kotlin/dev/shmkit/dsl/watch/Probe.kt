package dev.shmkit.dsl.watch

import dev.shmkit.LockState
import dev.shmkit.SharedMemory
import dev.shmkit.dsl.layout.Row

/**
 * One line of a series.
 *
 * @property unit of its numbers: lines of one unit share a picture
 * @property perSecond true when the difference from sample to sample counts, as a rate
 * @property stepped true when there is nothing between one number and the next
 */
internal class Probe(
    val name: String,
    val unit: String,
    val perSecond: Boolean = false,
    val stepped: Boolean = false,
    val read: () -> Double,
) {
    fun named(name: String): Probe = Probe(name, unit, perSecond, stepped, read)

    companion object {
        fun field(
            row: Row,
            path: String,
            name: String,
        ): Probe {
            val reader = { number(row[path]) }
            requireNotNull(reader()) {
                "\"$path\" cannot be watched: it is no number" +
                    (if (hasNumbers(row[path])) "; watch one of its elements: \"$path[0]\"" else "")
            }
            return Probe(name, "value") { reader() ?: Double.NaN }
        }

        private fun hasNumbers(value: Any) = value is List<*> && value.firstOrNull()?.let(::number) != null

        private fun number(value: Any): Double? =
            when (value) {
                is Number -> value.toDouble()
                is Boolean -> if (value) 1.0 else 0.0
                else -> null
            }

        fun lock(region: SharedMemory): List<Probe> {
            val name = region.info().name()
            val counters = region.lockCounters()
            return listOf(
                Probe("$name held", "1 is held", stepped = true) { held(region) },
                Probe("$name taken", "per s", true) { counters.acquisitions().toDouble() },
                Probe("$name taken after a wait", "per s", true) { counters.contentions().toDouble() },
                Probe("$name waited", "ms per s", true) { counters.totalWaitNanos() / 1e6 },
            )
        }

        private fun held(region: SharedMemory): Double =
            when (region.lockState().state()) {
                LockState.State.HELD, LockState.State.ABANDONED -> {
                    1.0
                }

                LockState.State.UNKNOWN -> {
                    // Nothing will be known any more, if this throws.
                    region.requireWhole()
                    Double.NaN
                }

                else -> {
                    0.0
                }
            }
    }
}

/** The samples as they come in. */
internal class Samples(
    private val probes: List<Probe>,
) {
    private val seconds = ArrayList<Double>()
    private val lines = probes.map { ArrayList<Double>() }
    private val last = DoubleArray(probes.size)

    val count: Int get() = seconds.size

    fun take(second: Double) {
        val read = DoubleArray(probes.size) { probes[it].read() }
        val elapsed = if (seconds.isEmpty()) 0.0 else second - seconds.last()
        seconds += second
        for ((index, probe) in probes.withIndex()) {
            lines[index] += if (probe.perSecond) rate(read[index] - last[index], elapsed) else read[index]
            last[index] = read[index]
        }
    }

    /** Before the second sample there is no rate. */
    private fun rate(
        difference: Double,
        elapsed: Double,
    ) = if (elapsed > 0) difference / elapsed else Double.NaN

    fun series(note: String): Series =
        Series(
            seconds.toDoubleArray(),
            probes.mapIndexed {
                index,
                probe,
                ->
                Series.Line(probe.name, probe.unit, lines[index].toDoubleArray(), probe.stepped)
            },
            note,
        )
}
