package dev.shmkit.dsl.layout

import dev.shmkit.SharedMemory
import dev.shmkit.dsl.layout.internal.FieldType
import dev.shmkit.dsl.layout.internal.Place
import dev.shmkit.dsl.layout.internal.QuickPlace

/** Of a [QuickPlace]: what is not the commonest, which is 64 bits. */
internal const val WAY_UINT32: Int = 1

private fun quickWay(type: FieldType.Plain) = if (type.scalar == Scalar.UINT32) WAY_UINT32 else 0

/** A `uint32`, `int64` or `uint64`. */
internal class LongNumberField(
    place: Place,
    type: FieldType.Plain,
) : LongField(
        place,
        type,
        QuickPlace.of(place, type, quickWay(type)),
        QuickPlace.ofArray(place, type, quickWay(type)),
        unsigned64 = type.scalar == Scalar.UINT64,
    ) {
    init {
        require(type.scalar in NUMBERS) { "no long is a ${type.scalar}" }
    }

    private val wide = type.sizeBytes == Long.SIZE_BYTES
    private val swapped = type.swapped

    @JvmSynthetic
    override fun load(
        region: SharedMemory,
        at: Long,
    ): Long =
        when {
            !wide -> {
                (if (swapped) Integer.reverseBytes(region.getInt(at)) else region.getInt(at)).toLong() and
                    UINT32_MASK
            }

            swapped -> {
                java.lang.Long.reverseBytes(region.getLong(at))
            }

            else -> {
                region.getLong(at)
            }
        }

    @JvmSynthetic
    override fun store(
        region: SharedMemory,
        at: Long,
        value: Long,
    ) {
        when {
            !wide -> region.putInt(at, if (swapped) Integer.reverseBytes(uint32(value)) else uint32(value))
            swapped -> region.putLong(at, java.lang.Long.reverseBytes(value))
            else -> region.putLong(at, value)
        }
    }

    @JvmSynthetic
    override fun requireFitting(value: Long) {
        if (!wide) uint32(value)
    }

    private companion object {
        private val NUMBERS = setOf(Scalar.UINT32, Scalar.INT64, Scalar.UINT64)
    }
}
