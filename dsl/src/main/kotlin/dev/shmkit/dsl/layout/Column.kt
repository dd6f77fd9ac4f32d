package dev.shmkit.dsl.layout

import dev.shmkit.StridedData
import dev.shmkit.dsl.display.Display
import dev.shmkit.dsl.display.Grid
import dev.shmkit.dsl.display.counted
import dev.shmkit.dsl.display.filledFrom
import dev.shmkit.dsl.layout.internal.BitUnit
import dev.shmkit.dsl.layout.internal.FieldType
import dev.shmkit.dsl.layout.internal.Values

/**
 * One field of all rows of a table: the quickest way to them. That the field belongs to the table's layout, and that all rows lie
 * in the region, was checked when the column was made by [Table.column]. Boxes nothing. Quickest for numbers in the machine's
 * order, booleans, and bit fields that are not big-endian: what that costs is in the benchmark's results. Everything else goes
 * through the region's accesses.
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
    // What is accessed by row instead of the field that lies in it.
    unit: BitUnit?,
) : StridedData(
        table.region,
        table.start + (unit?.offset ?: offset(table, shown, element)),
        table.rowBytes,
        unit?.sizeBytes ?: if (element == null) shown.sizeBytes else shown.sizeBytes / shown.count,
        table.size(),
    ),
    Display {
    private val inUnit = if (unit == null) 0 else offset(table, shown, element) - unit.offset
    private val title = if (element == null) shown.name else "${shown.name}[$element]"

    /** Where the field of a row begins in the region. */
    @JvmSynthetic
    internal fun fieldAt(row: Int): Long = offsetOf(row) + inUnit

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

        private fun offset(
            table: Table,
            field: Field,
            element: Int?,
        ): Int {
            if (field.owner !== table.layout) throw field.foreignTo(table.layout, "table")
            if (element == null && field.isArray) throw field.needsIndex()
            return if (element == null) field.offset else field.elementOffset(element)
        }

        /** The type of plain numbers in the machine's order; null for others. */
        fun quickScalar(field: Field): Scalar? {
            val type = field.type as? FieldType.Plain
            return type?.scalar?.takeIf { !type.swapped || type.sizeBytes == Byte.SIZE_BYTES }
        }

        /** What a bit field is read with in all rows; null when it has no such unit. */
        fun bitUnit(
            table: Table,
            field: BitField,
            element: Int?,
        ): BitUnit? = BitUnit.of(field.place, field.bits, offset(table, field, element), table.rowBytes)
    }
}
