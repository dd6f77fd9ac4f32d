package dev.shmkit.dsl.layout.internal

import dev.shmkit.dsl.layout.Field
import dev.shmkit.dsl.layout.Layout
import dev.shmkit.dsl.layout.StructField
import dev.shmkit.internal.text.Spelling
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
                "ask for ${handleClass(field).simpleName.replaceFirstChar { it.lowercase() }}(\"$path\")"
        }
        return wanted.cast(field)
    }

    /** The public one: what extends that is shmkit's own. */
    private fun handleClass(field: Field): Class<*> =
        generateSequence<Class<*>>(field.javaClass) { it.superclass }.first { it.superclass == Field::class.java }

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
            if ('[' in part) {
                val index = part.substringAfter('[').dropLast(1)
                next = element(next, index.toIntOrNull() ?: throw next.noElement(index))
            }
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

    companion object {
        private const val MOST_KNOWN = 10_000
        private val PATH = Regex("""\w+(\[\d+])?(\.\w+(\[\d+])?)*""")

        /** The handle of one element, which is not kept. */
        fun element(
            array: Field,
            index: Int,
        ): Field = array.type.handle(Place(array.owner, "${array.name}[$index]", array.elementOffset(index)))
    }
}

/** Says which field was probably meant. */
internal object UnknownField {
    fun of(
        layout: Layout,
        name: String,
    ): IllegalArgumentException {
        val names = layout.fields().map { it.name }
        val nearest = names.minByOrNull { Spelling.slips(it, name) }
        val close = nearest != null && Spelling.near(nearest, name)
        val hint = if (close) "did you mean \"$nearest\"?" else "it has ${names.joinToString().ifEmpty { "none" }}"
        return IllegalArgumentException("layout \"${layout.name()}\" has no field \"$name\"; $hint")
    }
}
