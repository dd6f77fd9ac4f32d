package dev.shmkit.dsl.layout.internal

import dev.shmkit.SharedMemory
import java.nio.ByteOrder

/**
 * Reads and writes bit fields byte by byte, touching only the bytes that their bits lie in: a neighbour that another thread
 * writes is not written back. The first bit is counted in the field's first byte, 0 to 7.
 */
internal object BitAccess {
    /** The least and the greatest value that fit. */
    fun range(type: FieldType.Bits): Pair<Long, Long> =
        when {
            type.scalar.signed -> -(1L shl (type.width - 1)) to (1L shl (type.width - 1)) - 1
            type.width == Long.SIZE_BITS -> 0L to Long.MAX_VALUE
            else -> 0L to (1L shl type.width) - 1
        }

    fun read(
        region: SharedMemory,
        at: Long,
        bit: Int,
        type: FieldType.Bits,
    ): Long {
        var value = 0L
        forEachPart(bit, type) { byte, shift, mask, place ->
            val part = (region.getByte(at + byte).toInt() ushr shift) and mask
            value = value or (part.toLong() shl place)
        }
        val unused = Long.SIZE_BITS - type.width
        return if (type.scalar.signed) value shl unused shr unused else value
    }

    fun write(
        region: SharedMemory,
        at: Long,
        bit: Int,
        type: FieldType.Bits,
        value: Long,
    ) {
        forEachPart(bit, type) { byte, shift, mask, place ->
            val others = region.getByte(at + byte).toInt() and (mask shl shift).inv()
            val part = (value ushr place).toInt() and mask
            region.putByte(at + byte, (others or (part shl shift)).toByte())
        }
    }

    /** Visits each byte with the part of the field in it: how far up in the byte, its mask, and how far up in the value. */
    private inline fun forEachPart(
        bit: Int,
        type: FieldType.Bits,
        part: (byte: Int, shift: Int, mask: Int, place: Int) -> Unit,
    ) {
        var done = 0
        while (done < type.width) {
            val at = bit + done
            val inByte = at % Byte.SIZE_BITS
            val count = minOf(Byte.SIZE_BITS - inByte, type.width - done)
            val mask = (1 shl count) - 1
            if (type.bigEndian) {
                part(at / Byte.SIZE_BITS, Byte.SIZE_BITS - inByte - count, mask, type.width - done - count)
            } else {
                part(at / Byte.SIZE_BITS, inByte, mask, done)
            }
            done += count
        }
    }
}

/**
 * The number that a bit field is read with: of 16, 32 or 64 bits, at a multiple of its size in a struct whose size is a multiple
 * of it, too, so that no read reaches behind the last struct. It takes fewer instructions than bytes that are put together. One
 * of 16 bits takes the fewest: only that is not [dev.shmkit.internal.memory.Unfused]. Where there is none, one byte may hold the
 * field.
 *
 * ```
 *  most significant bit first
 *  │ above │ field │ below │
 * ```
 *
 * @property offset its first byte, counted from the row's
 * @property sizeBytes how many bytes it has
 * @property cut leaves the field of it
 */
internal class BitUnit private constructor(
    val offset: Int,
    val sizeBytes: Int,
    val cut: Cut,
) {
    companion object {
        private const val BYTE = Byte.SIZE_BITS
        private val SIZES = intArrayOf(Short.SIZE_BYTES, Int.SIZE_BYTES, Long.SIZE_BYTES, Byte.SIZE_BYTES)

        /**
         * The best one of a field that begins at an offset in its struct; null when it has none: when no such number holds all of
         * it, when it is big-endian and crosses a byte, and on machines of another order than x86-64 and aarch64.
         *
         * @param multiple what the struct's size is a multiple of: no larger unit is taken
         */
        fun of(
            place: Place,
            type: FieldType.Bits,
            offset: Int,
            multiple: Int,
        ): BitUnit? {
            val inByte = inByte(place, type) ?: return null
            for (sizeBytes in SIZES) {
                val begin = offset / sizeBytes * sizeBytes
                val below = (offset - begin) * BYTE + inByte
                if (multiple % sizeBytes == 0 && below + type.width <= sizeBytes * BYTE) {
                    return BitUnit(begin, sizeBytes, Cut.of(below, type.width))
                }
            }
            return null
        }

        /** How far the field is up from its first byte's least significant bit; null when it goes down from there. */
        private fun inByte(
            place: Place,
            type: FieldType.Bits,
        ): Int? =
            when {
                ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN -> null
                type.bigEndian -> (BYTE - place.bit - type.width).takeIf { it >= 0 }
                else -> place.bit
            }
    }
}

/**
 * How bits are taken out of the unit that they lie in, and put there: moved up in a long, which drops what is above them, and
 * down again. One number, because what counts is how much is loaded; and shifts of longs take the lowest 6 bits of it without
 * being told to.
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
    private val down get() = shifts shr DOWN_SHIFT

    /** How many bits of the unit are below the field. */
    val below get() = (down - shifts) and (Long.SIZE_BITS - 1)

    /** As many bits as the field has. */
    val mask get() = -1L ushr down

    fun signed(unit: Long): Long = unit shl shifts shr down

    fun unsigned(unit: Long): Long = unit shl shifts ushr down

    /** The unit with another value in the field's place. */
    fun replaced(
        unit: Long,
        value: Long,
    ): Long {
        val place = mask shl below
        return (unit and place.inv()) or (value shl below and place)
    }

    companion object {
        private const val DOWN_SHIFT = 6

        /** For what has no unit; a bit field of all 64 bits has the same. */
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
