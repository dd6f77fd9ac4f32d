package dev.shmkit.dsl.layout

import dev.shmkit.StridedData
import dev.shmkit.dsl.display.Display
import dev.shmkit.dsl.display.Grid
import dev.shmkit.dsl.display.counted
import dev.shmkit.dsl.display.filledFrom
import dev.shmkit.dsl.layout.internal.FieldType
import dev.shmkit.dsl.layout.internal.Values

/**
 * One field of all rows of a table: the quickest way to them. That the field belongs to the table's layout, and that all rows lie
 * in the region, was checked when the column was made by [Table.column]; reading a number of 32 or 64 bits in the machine's order
 * then costs about a quarter more than from a bare buffer, and a boolean half as much again, unless the rows are packed and
 * their length is no multiple of the number's. Boxes nothing.
 *
 * A live view, plain and unsynchronised as a row is. Every access throws [IndexOutOfBoundsException] when there is no such row,
 * [IllegalStateException] after the region's `close()`, [dev.shmkit.RegionTruncatedException] when its file was truncated, and
 * [IllegalArgumentException] for a value that does not fit, which changes nothing.
 */
public sealed class Column(
    @get:JvmSynthetic
    internal val table: Table,
    private val shown: Field,
    element: Int?,
    // The type that it is accessed with by row, null for accesses by offset.
    access: Class<*>?,
) : StridedData(
        table.region,
        begin(table, shown, element),
        table.layout.sizeBytes(),
        if (element == null) shown.sizeBytes else shown.sizeBytes / shown.count,
        table.size(),
        access,
    ),
    Display {
    private val title = if (element == null) shown.name else "${shown.name}[$element]"

    @JvmSynthetic
    internal abstract fun boxed(row: Int): Any

    private fun grid(): Grid {
        val numeric = if (this is BooleanColumn) setOf(0) else setOf(0, 1)
        val count = size().counted("row")
        val where = "$title of $count of ${table.layout.name()} in ${table.region.info().name()}"
        val grid = Grid(where, listOf("ROW", title), numeric)
        val rows = minOf(size(), MOST_SHOWN)
        if (rows < size()) grid.note("… and ${(size() - rows).counted("more row")}")
        return grid.filledFrom(table.region) {
            for (row in 0 until rows) it.add(row.toString(), Values.text(boxed(row)))
        }
    }

    override fun text(): String = grid().text()

    override fun html(): String = grid().html()

    override fun toString(): String = text()

    internal companion object {
        private const val MOST_SHOWN = 64

        private fun begin(
            table: Table,
            field: Field,
            element: Int?,
        ): Long {
            if (field.owner !== table.layout) throw field.foreignTo(table.layout, "table")
            if (element == null && field.isArray) throw field.needsIndex()
            return table.start + (if (element == null) field.offset else field.elementOffset(element))
        }

        /**
         * The type of plain numbers in the machine's order that one buffer reaches, at a multiple of their width apart; null for
         * others.
         */
        fun quickScalar(
            table: Table,
            field: Field,
        ): Scalar? {
            val type = field.type as? FieldType.Plain
            val rowBytes = table.layout.sizeBytes()
            val near = table.size().toLong() * rowBytes <= Int.MAX_VALUE
            return type?.scalar?.takeIf { near && rowBytes % it.sizeBytes == 0 && (!type.swapped || it.sizeBytes == 1) }
        }
    }
}
