package dev.shmkit.dsl.layout.internal

import java.util.concurrent.atomic.AtomicLong

/**
 * Which fields a row reads the quick way, and how: those in whose place there is a number in the machine's order, an array of
 * them, or bits in such a number. A handle has such a place, and a row knows its layout's id: when both have the same one, nothing
 * else needs to be checked. One number, because what counts is how much is loaded:
 *
 * ```
 *  63           36 35    32 31                   0
 *  │ layout's id  │  way   │  offset in a struct  │
 * ```
 *
 * The way is 0 to 15, and means what the handle's class says; 0 is the commonest.
 */
@JvmInline
internal value class QuickPlace(
    private val bits: Long,
) {
    /** What a row finds there whose layout has this id. */
    fun seenFrom(id: LayoutId): Sight = Sight(bits xor id.bits)

    companion object {
        /** Of all other fields: no layout has this id. */
        val NONE = QuickPlace(0)

        /** Of a number, if it is in the machine's order; an array has none. */
        fun of(
            place: Place,
            type: FieldType,
            way: Int,
        ): QuickPlace = if (place.count == Place.NO_ARRAY) ofFirst(place, type, way) else NONE

        /** Of an array's first number; what is no array has none. */
        fun ofArray(
            place: Place,
            type: FieldType,
            way: Int,
        ): QuickPlace = if (place.count == Place.NO_ARRAY) NONE else ofFirst(place, type, way)

        private fun ofFirst(
            place: Place,
            type: FieldType,
            way: Int,
        ): QuickPlace {
            val ordered = type is FieldType.Plain && (!type.swapped || type.sizeBytes == Byte.SIZE_BYTES)
            return if (ordered) at(place, place.offset, way) else NONE
        }

        /** Of the unit that a bit field lies in. */
        fun ofUnit(
            place: Place,
            unit: BitUnit,
            way: Int,
        ): QuickPlace = at(place, unit.offset, way)

        private fun at(
            place: Place,
            offset: Int,
            way: Int,
        ): QuickPlace {
            val id = place.owner.id()
            if (id == LayoutIds.NONE) return NONE
            return QuickPlace(id.bits or (way.toLong() shl Int.SIZE_BITS) or offset.toLong())
        }
    }
}

/**
 * A place without a row's id: no id is left of one of the row's own, and of all others there is. Never negative, which the compiler
 * does not know, as the place is in a field that is not final.
 */
@JvmInline
internal value class Sight(
    private val bits: Long,
) {
    /** Whether it is the row's own, and to be read in the commonest way. That takes one comparison. */
    val isCommonest get() = bits <= Int.MAX_VALUE

    /** How far the number is from its struct's beginning, in the commonest way only: what is left then is nothing else. */
    val commonestOffset get() = bits

    /** How to read the row's own; no way at all of all others. */
    val way get() = (bits ushr Int.SIZE_BITS).toInt()

    /** How far the row's own number is from its struct's beginning. */
    val offset get() = bits and 0xffff_ffffL

    /** See [dev.shmkit.StridedData]. */
    val zero get() = (bits ushr (Long.SIZE_BITS - 1)).toInt()
}

/** How far a row is from its table's first byte. A class of its own, so that no Java source can name the constructor of rows. */
@JvmInline
internal value class RowBegin(
    val bytes: Long,
)

/** Tells a layout from all others, unless it is [LayoutIds.NONE]. */
@JvmInline
internal value class LayoutId(
    val bits: Long,
)

/** Ids of layouts: multiples of [STEP]. A fluent layout takes one for each of its steps. When all are given, later layouts have none. */
internal class LayoutIds(
    last: Long = 0,
) {
    private val last = AtomicLong(last)

    fun next(): LayoutId = LayoutId(last.updateAndGet { if (it >= NONE.bits - STEP) NONE.bits else it + STEP })

    companion object {
        /** What leaves room for a way and an offset. */
        const val STEP: Long = 1L shl (Int.SIZE_BITS + 4)

        /** What no handle names. */
        val NONE = LayoutId(Long.MAX_VALUE / STEP * STEP)

        val OF_ALL = LayoutIds()
    }
}
