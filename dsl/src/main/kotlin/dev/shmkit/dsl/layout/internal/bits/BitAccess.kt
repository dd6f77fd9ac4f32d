package dev.shmkit.dsl.layout.internal.bits

import dev.shmkit.SharedMemory
import dev.shmkit.dsl.layout.internal.FieldType

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
