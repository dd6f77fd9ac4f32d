package dev.shmkit.dsl.layout

import dev.shmkit.SharedMemory
import dev.shmkit.dsl.layout.internal.LayoutId
import dev.shmkit.dsl.layout.internal.RowBegin
import dev.shmkit.dsl.layout.internal.Sight

/** Where a [Row] is, and the numbers in it by how far they are from its begin. What accesses throw is told there. */
public sealed class RowMemory(
    @get:JvmSynthetic
    internal val table: Table,
    @get:JvmSynthetic
    internal val begin: RowBegin,
    @get:JvmSynthetic
    internal val inside: StructField?,
) {
    // Nothing else is kept: compiled code makes no object of a row then, and has few numbers to look after.

    @get:JvmSynthetic
    internal val id: LayoutId get() = if (inside == null) table.id else inside.id

    @get:JvmSynthetic
    internal val region: SharedMemory get() = table.region

    @get:JvmSynthetic
    internal val layout: Layout get() = inside?.layout ?: table.layout

    @get:JvmSynthetic
    internal val start: Long get() = table.start + begin.bytes

    @JvmSynthetic
    internal fun at(field: Field): Long {
        requireOwn(field)
        return start
    }

    @JvmSynthetic
    internal fun requireOwn(field: Field) {
        if (field.owner !== layout) throw field.foreignTo(layout, "row")
    }

    /** A struct inside, so many bytes from this row's first one. */
    @JvmSynthetic
    internal fun inside(
        field: StructField,
        offset: Int,
    ): Row = Row(table, RowBegin(begin.bytes + offset), field)

    @JvmSynthetic
    internal fun boolean(offset: Long): Boolean = table.boolean(begin.bytes, offset)

    @JvmSynthetic
    internal fun setByte(
        offset: Long,
        value: Byte,
    ): Unit = table.setByte(begin.bytes, offset, value)

    @JvmSynthetic
    internal fun byte(
        offset: Long,
        place: Sight,
    ): Int = table.byte(begin.bytes, offset, place.zero)

    @JvmSynthetic
    internal fun short(offset: Long): Int = table.short(begin.bytes, offset)

    @JvmSynthetic
    internal fun setShort(
        offset: Long,
        value: Short,
    ): Unit = table.setShort(begin.bytes, offset, value)

    @JvmSynthetic
    internal fun int(
        offset: Long,
        place: Sight,
    ): Int = table.int(begin.bytes, offset, place.zero)

    @JvmSynthetic
    internal fun setInt(
        offset: Long,
        value: Int,
    ): Unit = table.setInt(begin.bytes, offset, value)

    @JvmSynthetic
    internal fun long(offset: Long): Long = table.long(begin.bytes, offset)

    @JvmSynthetic
    internal fun setLong(
        offset: Long,
        value: Long,
    ): Unit = table.setLong(begin.bytes, offset, value)

    // Without a sign, as has() compares them: so nothing needs to be extended twice.

    @JvmSynthetic
    internal fun shorts(count: Int): Long = Integer.toUnsignedLong(count) * Short.SIZE_BYTES

    @JvmSynthetic
    internal fun ints(count: Int): Long = Integer.toUnsignedLong(count) * Int.SIZE_BYTES

    @JvmSynthetic
    internal fun longs(count: Int): Long = Integer.toUnsignedLong(count) * Long.SIZE_BYTES
}
