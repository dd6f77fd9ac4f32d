package dev.shmkit.dsl.layout.internal

import dev.shmkit.dsl.layout.Field
import dev.shmkit.dsl.layout.Layout
import dev.shmkit.dsl.layout.StructField

/** The fields of a layout that are no structs, also those inside its structs. */
internal object Leaves {
    fun of(layout: Layout): List<Field> = layout.fields().flatMap { inside(layout, it.name, it) }

    private fun inside(
        root: Layout,
        path: String,
        field: Field,
    ): List<Field> =
        when {
            field !is StructField -> listOf(root.field(path))
            field.isArray -> (0 until field.count).flatMap { each(root, "$path[$it]", field.layout) }
            else -> each(root, path, field.layout)
        }

    private fun each(
        root: Layout,
        path: String,
        layout: Layout,
    ) = layout.fields().flatMap { inside(root, "$path.${it.name}", it) }
}
