package dev.shmkit.dsl.layout.internal

import dev.shmkit.dsl.layout.Field
import dev.shmkit.dsl.layout.Layout
import dev.shmkit.dsl.layout.StructField

/** The fields of a layout that are no structs, also those inside its structs. */
internal object Leaves {
    fun of(layout: Layout): List<Field> = sequence(layout).toList()

    /** The first ones: an array of structs may have more than anybody wants to see. */
    fun first(
        layout: Layout,
        most: Int,
    ): List<Field> = sequence(layout).take(most).toList()

    /** How many there are. */
    fun count(layout: Layout): Long =
        layout.fields().sumOf { if (it is StructField) count(it.layout) * (if (it.isArray) it.count else 1) else 1L }

    private fun sequence(layout: Layout) = layout.fields().asSequence().flatMap { inside(layout, it.name, it) }

    private fun inside(
        root: Layout,
        path: String,
        field: Field,
    ): Sequence<Field> =
        when {
            field !is StructField -> sequenceOf(root.field(path))
            field.isArray -> (0 until field.count).asSequence().flatMap { each(root, "$path[$it]", field.layout) }
            else -> each(root, path, field.layout)
        }

    private fun each(
        root: Layout,
        path: String,
        layout: Layout,
    ) = layout.fields().asSequence().flatMap { inside(root, "$path.${it.name}", it) }
}
