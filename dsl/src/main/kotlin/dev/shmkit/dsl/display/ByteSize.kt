package dev.shmkit.dsl.display

import java.util.Locale

/** Sizes as people write them: `"4096"`, `"4 KiB"`, `"1.5 GiB"`, `"64MB"`. */
internal object ByteSize {
    private const val BINARY = 1024L
    private const val DECIMAL = 1000L
    private val PATTERN = Regex("""\s*(\d+(?:\.\d+)?)\s*([A-Za-z]*)\s*""")
    private val PREFIXES = listOf("", "K", "M", "G", "T", "P", "E")

    /** As units of bits are written. */
    private val BITS = Regex("[KMGTPE]b")

    /**
     * Reads a size.
     *
     * @param of what has the size, for the messages: ` of region "demo"`
     * @throws IllegalArgumentException when it is none, or not a whole number of bytes
     */
    fun parse(
        text: String,
        of: String = "",
    ): Long {
        val size = "size \"$text\"$of"
        val match = PATTERN.matchEntire(text) ?: throw unreadable(size)
        val unit = match.groupValues[2]
        if (BITS.matches(unit)) throw ambiguous(size, unit)
        val factor = factor(unit) ?: throw unreadable(size)
        return try {
            (match.groupValues[1].toBigDecimal() * factor.toBigDecimal()).longValueExact()
        } catch (_: ArithmeticException) {
            throw IllegalArgumentException("$size is not a whole number of bytes below 8 EiB")
        }
    }

    private fun factor(unit: String): Long? {
        val name = unit.uppercase()
        for ((power, prefix) in PREFIXES.withIndex()) {
            when (name) {
                "${prefix}IB" -> if (prefix.isNotEmpty()) return power(BINARY, power)
                "${prefix}B" -> return power(DECIMAL, power)
            }
        }
        return if (name.isEmpty()) 1 else null
    }

    private fun power(
        base: Long,
        exponent: Int,
    ): Long = (1..exponent).fold(1L) { product, _ -> product * base }

    private fun ambiguous(
        size: String,
        unit: String,
    ) = IllegalArgumentException(
        "$size may mean bits; write ${unit[0]}iB for multiples of 1024 bytes, or ${unit[0]}B for multiples of 1000",
    )

    private fun unreadable(size: String) =
        IllegalArgumentException(
            "$size is not understood; write it like 4096, \"4 KiB\" or \"1.5 GiB\"",
        )

    /** Writes a size in the largest binary unit that keeps it at least 1: `64 B`, `4 KiB`, `1.5 GiB`. */
    fun format(bytes: Long): String {
        var power = 0
        var unit = 1L
        while (power < PREFIXES.lastIndex && bytes >= unit * BINARY) {
            unit *= BINARY
            power++
        }
        val name = if (power == 0) "B" else PREFIXES[power] + "iB"
        if (bytes % unit == 0L) return "${bytes / unit} $name"
        return "%.1f %s".format(Locale.ROOT, bytes.toDouble() / unit, name)
    }
}
