package dev.shmkit.dsl.layout.internal

import java.util.concurrent.atomic.AtomicInteger

/**
 * Which fields a row reads the quick way, and how: those in whose place there is a number in the machine's order, an array of
 * them, or bits in such a number. A handle has such a place, and a row knows its layout's id: when both are the same, nothing else
 * needs to be checked. One number, because what counts is how much is loaded:
 *
 * ```
 *  63                32 31                   0
 *  │ layout's id + way │  offset in a struct  │
 * ```
 *
 * The way is 0 to 15, and means what the handle's class says; ids are multiples of 16.
 */
@JvmInline
internal value class QuickPlace(
    private val bits: Long,
) {
    private val idAndWay get() = (bits ushr Int.SIZE_BITS).toInt()

    /** Where the number is in a struct. */
    val offset get() = bits.toInt()

    /** See [dev.shmkit.StridedData]: no id is negative, which the compiler does not know if the place is in a field that is not final. */
    val zero get() = idAndWay ushr (Int.SIZE_BITS - 1)

    /** How to read in structs of the layout that has this id; no way at all when the place is none of theirs. */
    fun wayIn(id: LayoutId): Int = idAndWay - id.number

    /** Whether it is in structs of the layout that has this id, where the handle's class has one way only. */
    fun isIn(id: LayoutId): Boolean = idAndWay == id.number

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
            val idAndWay = (id.number + way).toLong() shl Int.SIZE_BITS
            return QuickPlace(idAndWay or offset.toLong())
        }
    }
}

/** Tells a layout from all others, unless it is [LayoutIds.NONE]. */
@JvmInline
internal value class LayoutId(
    val number: Int,
)

/** Ids of layouts: multiples of [STEP]. A fluent layout takes one for each of its steps. When all are given, later layouts have none. */
internal class LayoutIds(
    last: Int = 0,
) {
    private val last = AtomicInteger(last)

    fun next(): LayoutId = LayoutId(last.updateAndGet { if (it > NONE.number - STEP) NONE.number else it + STEP })

    companion object {
        /** One more than the greatest way. */
        const val STEP: Int = 16

        /** What no handle names. */
        val NONE = LayoutId(Int.MAX_VALUE)

        val OF_ALL = LayoutIds()
    }
}
