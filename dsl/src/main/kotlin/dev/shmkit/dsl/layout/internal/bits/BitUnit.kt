package dev.shmkit.dsl.layout.internal.bits

import dev.shmkit.dsl.layout.internal.FieldType
import dev.shmkit.dsl.layout.internal.Place
import java.nio.ByteOrder

/**
 * The number that a boolean, a number of 8 bits or a bit field is read with: of 16, 32 or 64 bits, at a multiple of its size in
 * structs that are a multiple of it, too, so that it lies in one. It takes fewer instructions than a byte does, of whose buffers
 * HotSpot knows several classes, and fewer than bytes that are put together. Where there is none, one byte may do.
 *
 * ```
 *  most significant bit first
 *  │ above │ field │ below │
 * ```
 *
 * @property offset its first byte, counted from the row's
 * @property sizeBytes how many bytes it has
 * @property below how many of its bits are less significant than the field's
 * @property cut leaves the field of it
 */
internal class BitUnit private constructor(
    val offset: Int,
    val sizeBytes: Int,
    val below: Int,
    val cut: Cut,
) {
    companion object {
        private const val BYTE = Byte.SIZE_BITS
        private val SIZES = intArrayOf(Short.SIZE_BYTES, Int.SIZE_BYTES, Long.SIZE_BYTES, Byte.SIZE_BYTES)

        /**
         * The best one of a field or of an array's element that begins at an offset; null when there is none, as on machines
         * of another order than x86-64 and aarch64.
         *
         * @param multiple what the structs' size is a multiple of
         */
        fun of(
            place: Place,
            type: FieldType,
            offset: Int,
            multiple: Int,
        ): BitUnit? {
            val width = (type as? FieldType.Bits)?.width ?: (type.sizeBytes * BYTE)
            val inByte = inByte(place, type, width) ?: return null
            for (sizeBytes in SIZES) {
                val begin = offset / sizeBytes * sizeBytes
                val below = (offset - begin) * BYTE + inByte
                if (multiple % sizeBytes == 0 && below + width <= sizeBytes * BYTE) {
                    return BitUnit(begin, sizeBytes, below, Cut.of(below, width))
                }
            }
            return null
        }

        /** How far the field is up from its first byte's least significant bit; null when it goes down from there. */
        private fun inByte(
            place: Place,
            type: FieldType,
            width: Int,
        ): Int? =
            when {
                ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN -> null
                type !is FieldType.Bits -> 0.takeIf { type.sizeBytes == Byte.SIZE_BYTES }
                type.bigEndian -> (BYTE - place.bit - width).takeIf { it >= 0 }
                else -> place.bit
            }
    }
}
