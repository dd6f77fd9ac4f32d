package dev.shmkit.dsl.layout

import dev.shmkit.SharedMemory
import dev.shmkit.dsl.display.Display
import dev.shmkit.dsl.display.Grid
import dev.shmkit.dsl.display.counted
import dev.shmkit.dsl.display.filledFrom
import dev.shmkit.dsl.layout.internal.FieldPaths
import dev.shmkit.dsl.layout.internal.Leaves
import dev.shmkit.dsl.layout.internal.Records
import dev.shmkit.dsl.layout.internal.RowBegin
import dev.shmkit.dsl.layout.internal.WrongGetter

/**
 * One struct in a region: a live view. Reads and writes go to the memory, plain and unsynchronised: hold the region's lock, or
 * use its atomic accesses at [offsetOf]. Get and set by typed handle box nothing; those by name take the way to any field:
 * `hint`, `pos.x`, `samples[3]`.
 *
 * Every access to a number, boolean or text throws as those of [SharedMemory] do after `close()` and on a truncated region; [IllegalArgumentException] when
 * the layout has no such field, the handle belongs to another layout, the field is of another type, or the value does not fit;
 * and [IndexOutOfBoundsException] for an element that an array does not have. A refused value changes nothing.
 */
public class Row internal constructor(
    table: Table,
    begin: RowBegin,
    inside: StructField?,
) : NumberRow(table, begin, inside),
    Display {
    /** Where the field begins in the region's data: for the atomic accesses of [SharedMemory]. */
    public fun offsetOf(field: Field): Long = at(field) + field.offset

    /** Where the field begins in the region's data. */
    public fun offsetOf(path: String): Long = start + layout.field(path).offset

    public operator fun get(field: BooleanField): Boolean {
        val place = field.quick.seenFrom(id)
        return if (place.isCommonest) boolean(place.commonestOffset) else field.get(region, at(field))
    }

    public operator fun get(
        field: BooleanField,
        index: Int,
    ): Boolean {
        val place = field.quickArray.seenFrom(id)
        if (!place.isCommonest || !field.has(index)) return field.get(region, at(field), index)
        return boolean(place.commonestOffset + index)
    }

    public operator fun set(
        field: BooleanField,
        value: Boolean,
    ): Row {
        val place = field.quick.seenFrom(id)
        when {
            place.isCommonest -> setByte(place.commonestOffset, writtenBoolean(value))
            else -> field.set(region, at(field), value)
        }
        return this
    }

    public operator fun set(
        field: BooleanField,
        index: Int,
        value: Boolean,
    ): Row {
        val place = field.quickArray.seenFrom(id)
        when {
            place.isCommonest && field.has(index) -> setByte(place.commonestOffset + index, writtenBoolean(value))
            else -> field.set(region, at(field), index, value)
        }
        return this
    }

    public operator fun get(field: TextField): String = field.get(region, at(field))

    public operator fun set(
        field: TextField,
        value: String,
    ): Row {
        field.set(region, at(field), value)
        return this
    }

    /** The struct inside, as a row of its own layout. */
    public operator fun get(field: StructField): Row {
        requireOwn(field)
        if (field.isArray) throw field.needsIndex()
        return inside(field, field.offset)
    }

    /** One of the structs inside, as a row of its own layout. */
    public operator fun get(
        field: StructField,
        index: Int,
    ): Row {
        requireOwn(field)
        return inside(field, field.elementOffset(index))
    }

    /**
     * Reads any field: `Integer`, `Long` (also for bit fields), `BigInteger` for `uint64`, `Float`, `Double`, `Boolean`,
     * `String`, a [Row] for a struct, a `List` of these for an array.
     */
    public operator fun get(path: String): Any {
        val field = layout.field(path)
        return when {
            field !is StructField -> field.read(region, start)
            field.isArray -> List(field.count) { this[FieldPaths.element(field, it) as StructField] }
            else -> this[field]
        }
    }

    /**
     * Writes any field: a number, `Boolean` or text as its type is; for an array a list or an array of them, with all elements;
     * for a struct a map, a record, or a row of its layout, whose bytes are copied.
     */
    public operator fun set(
        path: String,
        value: Any,
    ): Row {
        layout.field(path).write(region, start, value)
        return this
    }

    /** Reads a field of whole numbers that are never outside `int`. */
    public fun getInt(path: String): Int {
        val field = layout.field(path)
        return this[field as? IntField ?: throw WrongGetter.of(field, "a number of a type that int always holds")]
    }

    /** Reads any field of whole numbers. The value of a `uint64` has the same 64 bits. */
    public fun getLong(path: String): Long =
        when (val field = layout.field(path)) {
            is IntField -> this[field].toLong()
            is LongField -> this[field]
            else -> throw WrongGetter.of(field, "a whole number")
        }

    /** Reads any field of numbers. */
    public fun getDouble(path: String): Double =
        when (val field = layout.field(path)) {
            is FloatField -> this[field].toDouble()
            is DoubleField -> this[field]
            is IntField, is LongField -> (field.read(region, start) as? Number ?: throw field.needsIndex()).toDouble()
            else -> throw WrongGetter.of(field, "a number")
        }

    /** Reads a boolean. */
    public fun getBoolean(path: String): Boolean {
        val field = layout.field(path)
        return this[field as? BooleanField ?: throw WrongGetter.of(field, "a boolean")]
    }

    /** Reads a char array. */
    public fun getString(path: String): String {
        val field = layout.field(path)
        return this[field as? TextField ?: throw WrongGetter.of(field, "text")]
    }

    /** Reads a struct as a row of its own layout. */
    public fun getRow(path: String): Row {
        val field = layout.field(path)
        return this[field as? StructField ?: throw WrongGetter.of(field, "a struct")]
    }

    /**
     * Reads the fields into a record, one for each component, by name.
     *
     * @throws IllegalArgumentException when a component has no field of its name, or one of another type, or cannot hold the
     * field's value: nothing is cut, but an unsigned number keeps its bits in a signed component of its width
     */
    public fun <R : Record> read(type: Class<R>): R = Records.read(this, layout, type)

    /** Writes a record's components to the fields of their names. */
    public fun write(record: Record): Row {
        Records.accept(layout, record).store(region, start)
        return this
    }

    private fun grid(): Grid {
        val where =
            (if (inside == null) "row ${begin.bytes / table.rowBytes} of " else "${inside.name}: ") + layout.name()
        val grid = Grid("$where at offset $start of ${region.info().name()}", listOf("FIELD", "TYPE", "VALUE"))
        val more = Leaves.count(layout) - MOST_SHOWN
        if (more > 0) grid.note("… and ${more.counted("more field")}")
        return grid.filledFrom(region) {
            for (leaf in Leaves.first(layout, MOST_SHOWN)) {
                it.add(leaf.name, leaf.typeName, leaf.shown(region, start))
            }
        }
    }

    override fun text(): String = grid().text()

    override fun html(): String = grid().html()

    override fun toString(): String = text()

    private companion object {
        private const val MOST_SHOWN = 256
    }
}
