package dev.shmkit.dsl.layout

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

/** Values as cells show them. */
internal object Values {
    fun text(value: Any): String =
        when (value) {
            is List<*> -> value.joinToString(" ", "[", "]") { text(it ?: "") }
            is String -> "\"$value\""
            is Float -> number(value.toDouble(), value.toString())
            is Double -> number(value, value.toString())
            else -> value.toString()
        }

    /** As Java writes it, unless that is long: then with six digits. */
    private fun number(
        value: Double,
        exact: String,
    ): String = if (exact.length <= MOST_DIGITS) exact else "%.6g".format(java.util.Locale.ROOT, value)

    private const val MOST_DIGITS = 10
}
