package dev.shmkit.dsl.layout

import dev.shmkit.dsl.display.Display
import dev.shmkit.dsl.display.Grid
import dev.shmkit.dsl.display.counted
import dev.shmkit.dsl.layout.internal.FieldType
import dev.shmkit.dsl.layout.internal.Leaves
import java.nio.ByteOrder

private val OTHER_ORDER = if (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN) "little-endian" else "big-endian"

/**
 * Where every field of a layout is, how large it is, and what is unused between them: what `pahole` tells of a C struct. The
 * fields of structs inside are listed below them, with their offsets in the whole. Immutable.
 */
public class LayoutReport internal constructor(
    private val layout: Layout,
) : Display {
    /**
     * Bytes that no field takes.
     *
     * @property offset the first of them
     * @property sizeBytes how many
     */
    public class Hole internal constructor(
        @get:JvmName("offset") public val offset: Int,
        @get:JvmName("sizeBytes") public val sizeBytes: Int,
    ) {
        override fun toString(): String = "$sizeBytes unused at $offset"
    }

    /** The unused bytes, in order: those between fields, whether declared as padding or not, and those at the end. */
    @get:JvmName("holes")
    public val holes: List<Hole> = findHoles()

    private fun findHoles(): List<Hole> {
        val found = ArrayList<Hole>()
        var end = 0
        for (field in layout.fields()) {
            if (field.offset > end) found += Hole(end, field.offset - end)
            end = maxOf(end, field.offset + field.sizeBytes)
        }
        if (layout.sizeBytes() > end) found += Hole(end, layout.sizeBytes() - end)
        return found
    }

    private fun grid(): Grid {
        val unused = holes.sumOf { it.sizeBytes }
        val sizes = "${layout.sizeBytes().counted("byte")}, alignment ${layout.alignment()}, $unused unused"
        val swapped = Leaves.of(layout).any { (it.type as? FieldType.Plain)?.swapped ?: false }
        val title = "layout ${layout.name()}: $sizes${if (swapped) ", $OTHER_ORDER" else ""}"
        val grid = Grid(title, listOf("OFFSET", "SIZE", "TYPE", "FIELD"), setOf(0, 1))
        addFields(grid, layout, 0, "")
        return grid
    }

    private fun addFields(
        grid: Grid,
        layout: Layout,
        base: Int,
        indent: String,
    ) {
        var end = 0
        for (field in layout.fields()) {
            addUnused(grid, base + end, field.offset - end, indent)
            grid.add(offset(field, base), size(field), field.typeName, indent + field.name)
            if (field is StructField) {
                val element = if (field.isArray) "[0]" else ""
                addFields(grid, field.layout, base + field.offset, "$indent${field.name}$element.")
            }
            end = maxOf(end, field.offset + field.sizeBytes)
        }
        addUnused(grid, base + end, layout.sizeBytes() - end, indent)
    }

    private fun addUnused(
        grid: Grid,
        offset: Int,
        sizeBytes: Int,
        indent: String,
    ) {
        if (sizeBytes > 0) grid.add("$offset", "$sizeBytes", "", "$indent(unused)")
    }

    private fun offset(
        field: Field,
        base: Int,
    ) = if (field.type is FieldType.Bits) "${base + field.offset}:${field.place.bit}" else "${base + field.offset}"

    private fun size(field: Field): String {
        val bits = field.type as? FieldType.Bits ?: return "${field.sizeBytes}"
        return bits.width.counted("bit")
    }

    override fun text(): String = grid().text()

    override fun html(): String = grid().html()

    override fun toString(): String = text()
}
