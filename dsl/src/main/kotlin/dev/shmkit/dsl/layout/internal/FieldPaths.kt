package dev.shmkit.dsl.layout.internal

import dev.shmkit.dsl.layout.Field
import dev.shmkit.dsl.layout.Layout
import dev.shmkit.dsl.layout.StructField
import java.util.concurrent.ConcurrentHashMap

/** Finds the fields of a layout, also those inside its structs and arrays, by the way to them: `cpus[2].name`. */
internal class FieldPaths(
    private val layout: Layout,
) {
    private val known = ConcurrentHashMap<String, Field>()

    fun find(path: String): Field = known[path] ?: resolve(path).also { if (known.size < MOST_KNOWN) known[path] = it }

    fun <F : Field> find(
        path: String,
        wanted: Class<F>,
    ): F {
        val field = find(path)
        require(wanted.isInstance(field)) {
            "${field.label} is ${field.typeName}, no ${wanted.simpleName}: " +
                "ask for ${field.javaClass.simpleName.replaceFirstChar { it.lowercase() }}(\"$path\")"
        }
        return wanted.cast(field)
    }

    private fun resolve(path: String): Field {
        layout.declared(path)?.let { return it }
        require(PATH.matches(path)) { "\"$path\" is no field; write it like hint, pos.x or samples[3]" }
        var struct = layout
        var found: Field? = null
        for (part in path.split('.')) {
            if (found != null) struct = inside(found, part)
            val name = part.substringBefore('[')
            var next = struct.declared(name) ?: throw UnknownField.of(struct, name)
            if (found != null) next = moved(next, found.place.path, found.offset)
            if ('[' in part) next = element(next, part.substringAfter('[').dropLast(1))
            found = next
        }
        return checkNotNull(found)
    }

    private fun inside(
        field: Field,
        part: String,
    ): Layout {
        require(field is StructField) { "${field.label} is ${field.typeName}: there is no \"$part\" inside" }
        if (field.isArray) throw field.needsIndex()
        return field.layout
    }

    private fun moved(
        field: Field,
        outerPath: String,
        outerOffset: Int,
    ): Field {
        val inner = field.place
        return field.type.handle(
            Place(layout, "$outerPath.${inner.path}", outerOffset + inner.offset, inner.bit, inner.count),
        )
    }

    private fun element(
        array: Field,
        index: String,
    ): Field {
        val offset = array.elementOffset(index.toIntOrNull() ?: Int.MAX_VALUE)
        return array.type.handle(Place(layout, "${array.place.path}[$index]", offset))
    }

    private companion object {
        const val MOST_KNOWN = 10_000
        val PATH = Regex("""\w+(\[\d+])?(\.\w+(\[\d+])?)*""")
    }
}

/** Says which field was probably meant. */
internal object UnknownField {
    fun of(
        layout: Layout,
        name: String,
    ): IllegalArgumentException {
        val names = layout.fields().map { it.name }
        val nearest = names.minByOrNull { distance(it.lowercase(), name.lowercase()) }
        val close = nearest != null && distance(nearest.lowercase(), name.lowercase()) <= slips(nearest, name)
        val hint = if (close) "did you mean \"$nearest\"?" else "it has ${names.joinToString().ifEmpty { "none" }}"
        return IllegalArgumentException("layout \"${layout.name()}\" has no field \"$name\"; $hint")
    }

    /** How many slips are believed: of one or two letters, any name could be made with one. */
    private fun slips(
        one: String,
        other: String,
    ) = (maxOf(one.length, other.length) + 1) / 4

    /** How many letters must be added, removed, replaced or exchanged with their neighbour to make one of the other. */
    private fun distance(
        one: String,
        other: String,
    ): Int {
        val rows = Array(one.length + 1) { IntArray(other.length + 1) }
        for (i in 0..one.length) {
            for (j in 0..other.length) {
                rows[i][j] =
                    when {
                        i == 0 || j == 0 -> {
                            i + j
                        }

                        else -> {
                            val replaced = rows[i - 1][j - 1] + (if (one[i - 1] == other[j - 1]) 0 else 1)
                            minOf(replaced, rows[i - 1][j] + 1, rows[i][j - 1] + 1)
                        }
                    }
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) {
                    rows[i][j] = minOf(rows[i][j], rows[i - 2][j - 2] + 1)
                }
            }
        }
        return rows[one.length][other.length]
    }
}
