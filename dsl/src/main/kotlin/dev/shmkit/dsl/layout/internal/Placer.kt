package dev.shmkit.dsl.layout.internal

/**
 * Finds each next field's place by the rules of C (System V ABI for x86-64, AAPCS64 for aarch64): a field begins at a multiple
 * of its alignment, a bit field at the next free bit unless it would then straddle a unit of its declared type, and the struct
 * is as aligned as its most aligned field. Packed, as in GCC's attribute, nothing is aligned and bit fields may straddle.
 */
internal class Placer(
    private val packed: Boolean,
) {
    private var bits = 0L

    /** The struct's alignment in bytes. */
    var alignment = 1
        private set

    /** The struct's size in bytes: a multiple of its alignment. */
    val sizeBytes: Int get() = Math.toIntExact(roundedUp(bytes(), alignment.toLong()))

    /** The bytes up to the end of the last field. */
    fun bytes(): Long = (bits + Byte.SIZE_BITS - 1) / Byte.SIZE_BITS

    /** Places a field of so many elements, and gives its first byte. */
    fun place(
        type: FieldType,
        elements: Int,
    ): Int {
        val start = roundedUp(bytes(), align(type).toLong())
        return take(start, type.sizeBytes.toLong() * elements)
    }

    /** Leaves bytes unused. */
    fun skip(bytes: Int) {
        take(bytes(), bytes.toLong())
    }

    private fun take(
        start: Long,
        bytes: Long,
    ): Int {
        require(bytes >= 0 && start + bytes <= MOST_BYTES) { "it is larger than $MOST_BYTES bytes" }
        bits = (start + bytes) * Byte.SIZE_BITS
        return start.toInt()
    }

    /** Places a bit field, and gives its first bit counted from the struct's begin. */
    fun place(type: FieldType.Bits): Long {
        val unit = align(type).toLong() * Byte.SIZE_BITS
        val straddles = bits / unit != (bits + type.width - 1) / unit
        val start = if (!packed && straddles) roundedUp(bits, unit) else bits
        require(start + type.width <= MOST_BYTES * Byte.SIZE_BITS) { "it is larger than $MOST_BYTES bytes" }
        bits = start + type.width
        return start
    }

    private fun align(type: FieldType): Int {
        if (packed) return 1
        alignment = maxOf(alignment, type.alignment)
        return type.alignment
    }

    private fun roundedUp(
        value: Long,
        multiple: Long,
    ) = (value + multiple - 1) / multiple * multiple

    private companion object {
        const val MOST_BYTES = 1L shl 30
    }
}
