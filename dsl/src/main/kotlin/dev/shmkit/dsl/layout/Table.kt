package dev.shmkit.dsl.layout

import dev.shmkit.SharedMemory
import dev.shmkit.dsl.display.Display
import dev.shmkit.dsl.display.Grid
import dev.shmkit.dsl.display.counted
import dev.shmkit.dsl.display.filledFrom
import dev.shmkit.dsl.layout.internal.LayoutId
import dev.shmkit.dsl.layout.internal.Leaves
import dev.shmkit.dsl.layout.internal.RowBegin

/**
 * The structs of a layout, one after the other, in a region: a live view of the memory, see [Row] for what reading and writing
 * mean. Does not own the region: whoever opened it closes it. Thread-safe as the region's plain accesses are.
 *
 * @property region where the rows are
 * @property layout what each row holds
 */
public class Table private constructor(
    @get:JvmName("region") public val region: SharedMemory,
    @get:JvmName("layout") public val layout: Layout,
    @get:JvmSynthetic
    internal val start: Long,
    rows: Int,
) : QuickRows(region, start, layout.sizeBytes(), rows),
    Iterable<Row>,
    Display {
    @get:JvmSynthetic
    internal val rowBytes: Int = layout.sizeBytes()

    @get:JvmSynthetic
    internal val id: LayoutId = layout.id()

    /**
     * Gives a row. It is a small object that compiled code mostly does without.
     *
     * @throws IndexOutOfBoundsException when there is no such row
     * @throws IllegalStateException after the region's `close()`
     */
    public operator fun get(index: Int): Row {
        val begin = beginOf(index)
        if (!has(begin)) throw refused(begin)
        return Row(this, RowBegin(begin), null)
    }

    /** Gives a row: [get], as Java reads better, with the same errors. */
    public fun row(index: Int): Row = get(index)

    /**
     * Binds a field of all rows to this table, checked once: the quickest way to many values. An array needs an element, too.
     *
     * @throws IllegalArgumentException when the handle belongs to another layout, or is an array's
     */
    public fun column(field: IntField): IntColumn = IntColumn.of(this, field, null)

    /**
     * Binds one element of an array field of all rows.
     *
     * @throws IllegalArgumentException when the handle belongs to another layout, or is no array's
     * @throws IndexOutOfBoundsException when the array has no such element
     */
    public fun column(
        field: IntField,
        element: Int,
    ): IntColumn = IntColumn.of(this, field, element)

    /** Binds a field of all rows to this table. */
    public fun column(field: LongField): LongColumn = LongColumn.of(this, field, null)

    /** Binds one element of an array field of all rows. */
    public fun column(
        field: LongField,
        element: Int,
    ): LongColumn = LongColumn.of(this, field, element)

    /** Binds a field of all rows to this table. */
    public fun column(field: FloatField): FloatColumn = FloatColumn.of(this, field, null)

    /** Binds one element of an array field of all rows. */
    public fun column(
        field: FloatField,
        element: Int,
    ): FloatColumn = FloatColumn.of(this, field, element)

    /** Binds a field of all rows to this table. */
    public fun column(field: DoubleField): DoubleColumn = DoubleColumn.of(this, field, null)

    /** Binds one element of an array field of all rows. */
    public fun column(
        field: DoubleField,
        element: Int,
    ): DoubleColumn = DoubleColumn.of(this, field, element)

    /** Binds a field of all rows to this table. */
    public fun column(field: BooleanField): BooleanColumn = BooleanColumn.of(this, field, null)

    /** Binds one element of an array field of all rows. */
    public fun column(
        field: BooleanField,
        element: Int,
    ): BooleanColumn = BooleanColumn.of(this, field, element)

    override fun outside(index: Int): IndexOutOfBoundsException =
        IndexOutOfBoundsException(
            "table of layout \"${layout.name()}\" in region \"${region.key()}\" has ${size().counted(
                "row",
            )}: there is no row $index",
        )

    override fun iterator(): Iterator<Row> = (0 until size()).asSequence().map { get(it) }.iterator()

    private fun grid(): Grid {
        val count = size().counted("row")
        val leaves = Leaves.first(layout, MOST_FIELDS)
        val numeric = leaves.indices.filter { leaves[it].let { leaf -> leaf !is TextField && leaf !is BooleanField } }
        val grid =
            Grid(
                "$count of ${layout.name()}, ${rowBytes.counted("byte")} each, in ${region.info().name()}",
                listOf("ROW") + leaves.map { it.name },
                numeric.map { it + 1 }.toSet() + 0,
            )
        val shown = minOf(size(), MOST_SHOWN)
        if (shown < size()) grid.note("… and ${(size() - shown).counted("more row")}")
        grid.beyond(Leaves.count(layout) - leaves.size)
        return grid.filledFrom(region) {
            for (index in 0 until shown) {
                val at = start + index.toLong() * rowBytes
                it.add(listOf(index.toString()) + leaves.map { leaf -> leaf.shown(region, at) })
            }
        }
    }

    override fun text(): String = grid().text()

    override fun html(): String = grid().html()

    override fun toString(): String = text()

    internal companion object {
        private const val MOST_SHOWN = 64
        private const val MOST_FIELDS = 128

        /** The table of so many rows, of as many as fit when the count is null. */
        fun of(
            region: SharedMemory,
            layout: Layout,
            offset: Long,
            count: Int?,
        ): Table {
            // Throws when the region is closed: then the layout is not settled.
            region.getBytes(0, ByteArray(0))
            val rowBytes = layout.sizeBytes()
            requireFields(layout)
            require(offset >= 0) { "a table of layout \"${layout.name()}\" cannot begin at offset $offset" }
            require(count == null || count >= 0) { "a table of layout \"${layout.name()}\" cannot have $count rows" }
            val room = region.size() - offset
            val fitting = minOf(maxOf(room, 0) / rowBytes, Int.MAX_VALUE.toLong()).toInt()
            if (fitting < (count ?: 1)) {
                val wanted =
                    if (count ==
                        null
                    ) {
                        "layout \"${layout.name()}\" takes ${rowBytes.counted("byte")}"
                    } else {
                        "${count.counted("row")} of layout \"${layout.name()}\" " +
                            (if (count == 1) "takes " else "take ") + (count.toLong() * rowBytes).counted("byte")
                    }
                throw IllegalArgumentException(
                    "$wanted, and region \"${region.key()}\" has ${region.size()}" +
                        (if (offset == 0L) "" else ", ${maxOf(room, 0)} of them from offset $offset on") +
                        "; take a larger region or a smaller layout",
                )
            }
            require(offset <= region.size()) {
                "a table of layout \"${layout.name()}\" cannot begin at offset $offset: " +
                    "region \"${region.key()}\" has ${region.size().counted("byte")}"
            }
            layout.settle()
            check(
                layout.sizeBytes() == rowBytes,
            ) { "layout \"${layout.name()}\" got a field while a table was made of it" }
            return Table(region, layout, offset, count ?: fitting)
        }

        private fun requireFields(layout: Layout): Unit =
            require(layout.fields().isNotEmpty()) { "layout \"${layout.name()}\" has no fields" }

        /** Refuses a layout of which not one row fits a region of a size that was given: before the region is created. */
        fun requireRow(
            layout: Layout,
            key: String,
            sizeBytes: Long,
        ) {
            requireFields(layout)
            require(layout.sizeBytes() <= sizeBytes) {
                "layout \"${layout.name()}\" takes ${layout.sizeBytes().counted(
                    "byte",
                )}, and region \"$key\" is given " +
                    "$sizeBytes; give a larger size or take a smaller layout"
            }
        }
    }
}
