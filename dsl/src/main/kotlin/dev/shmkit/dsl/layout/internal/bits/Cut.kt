package dev.shmkit.dsl.layout.internal.bits

/**
 * How bits are taken out of the unit that they lie in: moved up in a long, which drops what is above them, and down again. One
 * number, because what counts is how much is loaded; and shifts of longs take the lowest 6 bits of it without being told to.
 *
 * ```
 *  11       6 5        0
 *  │  down   │   up    │
 * ```
 */
@JvmInline
internal value class Cut(
    private val shifts: Int,
) {
    fun signed(unit: Long): Long = unit shl shifts shr (shifts shr DOWN_SHIFT)

    fun unsigned(unit: Long): Long = unit shl shifts ushr (shifts shr DOWN_SHIFT)

    companion object {
        private const val DOWN_SHIFT = 6

        /** Of what has no unit. */
        val NONE = Cut(0)

        fun of(
            below: Int,
            width: Int,
        ): Cut {
            val down = Long.SIZE_BITS - width
            return Cut((down shl DOWN_SHIFT) or (down - below))
        }
    }
}
