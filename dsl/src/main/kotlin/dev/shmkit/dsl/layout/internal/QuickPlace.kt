package dev.shmkit.dsl.layout.internal

import dev.shmkit.dsl.layout.Layout
import dev.shmkit.dsl.layout.Scalar
import java.util.concurrent.atomic.AtomicInteger

/**
 * Which fields a row reads the quick way: those in whose place there is a number, or an array of them, in the machine's order, at a
 * multiple of its size in every row. A handle has such a place, and a row has [RowPlaces]: when both name the same layout, nothing
 * else needs to be checked. Each is one number, because what counts is how much is loaded:
 *
 * ```
 *                 63                  32 31                   0
 *  QuickPlace     │  its layout's id    │  offset in a struct  │
 *  RowPlaces      │  id that it expects │  bytes of a row      │
 * ```
 */
@JvmInline
internal value class QuickPlace(
    internal val bits: Long,
) {
    companion object {
        /** Of all other fields: no layout has this id. */
        private val NONE = QuickPlace(0)

        /** Of a number; an array has none. */
        fun of(
            place: Place,
            type: FieldType,
            vararg scalars: Scalar,
        ): QuickPlace = if (place.count == Place.NO_ARRAY) first(place, type, *scalars) else NONE

        /** Of an array's first number; what is no array has none. */
        fun ofArray(
            place: Place,
            type: FieldType,
            vararg scalars: Scalar,
        ): QuickPlace = if (place.count == Place.NO_ARRAY) NONE else first(place, type, *scalars)

        private fun first(
            place: Place,
            type: FieldType,
            vararg scalars: Scalar,
        ): QuickPlace {
            if (type !is FieldType.Plain || type.scalar !in scalars) return NONE
            val ordered = !type.swapped || type.sizeBytes == 1
            val id = place.owner.id()
            val quick = ordered && aligned(place, type.alignment) && id != LayoutIds.NO_ID
            return if (quick) QuickPlace(packed(id, place.offset)) else NONE
        }

        /** Of the unit that a bit field lies in, from its offset on. */
        fun ofUnit(
            place: Place,
            offset: Int,
        ): QuickPlace {
            val id = place.owner.id()
            return if (id == LayoutIds.NO_ID) NONE else QuickPlace(packed(id, offset))
        }

        /** What rows expect of the structs in a place: their layout's id where what is aligned in the struct is so in every row. */
        fun idInside(
            place: Place,
            layout: Layout,
        ): Int = if (aligned(place, layout.alignment())) layout.id() else LayoutIds.NO_ID
    }
}

/** See [QuickPlace]. */
@JvmInline
internal value class RowPlaces(
    private val bits: Long,
) {
    private val id get() = (bits ushr Int.SIZE_BITS).toInt()

    /** Whether they are of the place's layout: only then the upper halves are the same. No half is negative. */
    fun have(place: QuickPlace): Boolean = bits xor place.bits <= Int.MAX_VALUE

    /** From the first row to the place in a struct at a row's beginning. */
    fun distance(
        index: Int,
        place: QuickPlace,
    ): Int = index * bits.toInt() + place.bits.toInt()

    /** Of the structs in these rows whose field has this [QuickPlace.idInside]. */
    fun inside(id: Int): RowPlaces = if (this.id == LayoutIds.NO_ID) this else RowPlaces(packed(id, bits.toInt()))

    companion object {
        /** Of a table. Its rows are not quick when no int holds all distances. */
        fun of(
            layout: Layout,
            rows: Int,
        ): RowPlaces {
            val quick = rows.toLong() * layout.sizeBytes() <= Int.MAX_VALUE
            return RowPlaces(packed(if (quick) layout.id() else LayoutIds.NO_ID, layout.sizeBytes()))
        }
    }
}

/** Numbers for layouts, from 1 on. A fluent layout takes one for each of its steps. When all are given, later layouts have none. */
internal class LayoutIds(
    last: Int = 0,
) {
    private val last = AtomicInteger(last)

    fun next(): Int = last.updateAndGet { if (it == NO_ID) it else it + 1 }

    companion object {
        /** What no handle names. */
        const val NO_ID: Int = Int.MAX_VALUE

        val OF_ALL = LayoutIds()
    }
}

private fun packed(
    id: Int,
    bytes: Int,
): Long = (id.toLong() shl Int.SIZE_BITS) or bytes.toLong()

/** Rows follow each other at multiples of their layout's alignment, which is 1 when it is packed. */
private fun aligned(
    place: Place,
    alignment: Int,
) = place.offset % alignment == 0 && place.owner.alignment() >= alignment
