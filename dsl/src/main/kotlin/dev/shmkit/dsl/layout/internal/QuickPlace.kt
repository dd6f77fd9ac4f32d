package dev.shmkit.dsl.layout.internal

import dev.shmkit.dsl.layout.Layout
import dev.shmkit.dsl.layout.Scalar

/**
 * Which fields a row reads the quick way: those in whose place there is a number in the machine's order, at a multiple of its size
 * in every row. A handle names its layout for that, and a row names the layout that it expects: when it is the same one, nothing
 * else needs to be checked.
 */
internal object QuickPlace {
    /** What handles of all other fields name, and no row expects. */
    val NONE: Layout = Nowhere

    /** Of a number in one piece; an array has none. */
    fun of(
        place: Place,
        type: FieldType,
        vararg scalars: Scalar,
    ): Layout {
        val plain = type is FieldType.Plain && !type.swapped && type.scalar in scalars
        return if (plain && place.count == Place.NO_ARRAY && aligned(place, type.alignment)) place.owner else NONE
    }

    /** Of structs: where what is aligned in the struct is so in every row. */
    fun of(
        place: Place,
        layout: Layout,
    ): Layout? = if (aligned(place, layout.alignment())) layout else null

    /** Rows follow each other at multiples of their layout's alignment, which is 1 when it is packed. */
    private fun aligned(
        place: Place,
        alignment: Int,
    ) = place.offset % alignment == 0 && place.owner.alignment() >= alignment
}

private object Nowhere : Layout("nowhere")
