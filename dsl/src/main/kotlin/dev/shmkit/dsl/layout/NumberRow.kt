package dev.shmkit.dsl.layout

import dev.shmkit.SharedMemory
import dev.shmkit.dsl.layout.internal.LayoutId
import dev.shmkit.dsl.layout.internal.QuickPlace

/** The numbers of a [Row], by typed handle. What accesses throw is told there. */
public abstract class NumberRow internal constructor(
    @get:JvmSynthetic
    internal val table: Table,
    @get:JvmSynthetic
    internal val index: Int,
    @get:JvmSynthetic
    internal val inside: StructField?,
    // Of the struct inside, from the table's row.
    private val begin: Int,
    // Of its layout. A value class, so that the constructor is no one's but Kotlin's.
    @get:JvmSynthetic
    internal val id: LayoutId,
) {
    // What only the slow way needs is computed there: compiled code need not keep it, and makes no object of a row then.

    @get:JvmSynthetic
    internal val region: SharedMemory get() = table.region

    @get:JvmSynthetic
    internal val layout: Layout get() = inside?.layout ?: table.layout

    @get:JvmSynthetic
    internal val start: Long get() = table.start + index.toLong() * table.rowBytes + begin

    private fun distance(place: QuickPlace) = begin + place.offset

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
    ): Row = Row(table, index, field, begin + offset, field.layout.id())

    @JvmSynthetic
    internal fun boolean(
        place: QuickPlace,
        element: Int,
    ): Boolean = table.boolean(index, distance(place) + element)

    @JvmSynthetic
    internal fun setByte(
        place: QuickPlace,
        element: Int,
        value: Byte,
    ): Unit = table.setByte(index, distance(place) + element, value)

    // Each one flat: that is the only comparison then which compiled code makes.

    public operator fun get(field: IntField): Int =
        when (field.quick.wayIn(id)) {
            WAY_INT32 -> int(field.quick, 0)
            WAY_UINT16 -> short(field.quick, 0) and 0xffff
            WAY_INT16 -> short(field.quick, 0)
            WAY_UINT8 -> byte(field.quick, 0) and 0xff
            WAY_INT8 -> byte(field.quick, 0)
            else -> field.get(region, at(field))
        }

    public operator fun get(
        field: IntField,
        index: Int,
    ): Int {
        if (!field.has(index)) return field.get(region, at(field), index)
        return when (field.quickArray.wayIn(id)) {
            WAY_INT32 -> int(field.quickArray, index)
            WAY_UINT16 -> short(field.quickArray, index) and 0xffff
            WAY_INT16 -> short(field.quickArray, index)
            WAY_UINT8 -> byte(field.quickArray, index) and 0xff
            WAY_INT8 -> byte(field.quickArray, index)
            else -> field.get(region, at(field), index)
        }
    }

    public operator fun set(
        field: IntField,
        value: Int,
    ): Row {
        when (field.quick.wayIn(id)) {
            WAY_INT32 -> setInt(field.quick, 0, value)
            WAY_UINT16, WAY_INT16 -> setShort(field.quick, 0, field.fitting(value).toShort())
            WAY_UINT8, WAY_INT8 -> setByte(field.quick, 0, field.fitting(value).toByte())
            else -> field.set(region, at(field), value)
        }
        return this as Row
    }

    public operator fun set(
        field: IntField,
        index: Int,
        value: Int,
    ): Row {
        if (field.has(index)) {
            when (field.quickArray.wayIn(id)) {
                WAY_INT32 -> setInt(field.quickArray, index, value)
                WAY_UINT16, WAY_INT16 -> setShort(field.quickArray, index, field.fitting(value).toShort())
                WAY_UINT8, WAY_INT8 -> setByte(field.quickArray, index, field.fitting(value).toByte())
                else -> field.set(region, at(field), index, value)
            }
        } else {
            field.set(region, at(field), index, value)
        }
        return this as Row
    }

    public operator fun get(field: LongField): Long =
        when (field.quick.wayIn(id)) {
            WAY_INT64 -> long(field.quick, 0)
            WAY_UINT32 -> Integer.toUnsignedLong(int(field.quick, 0))
            WAY_BITS_OF_8 -> unsigned(field, byte(field.quick, 0))
            WAY_BITS_OF_16 -> unsigned(field, short(field.quick, 0))
            WAY_BITS_OF_32 -> unsigned(field, int(field.quick, 0))
            WAY_BITS_OF_64 -> field.cut.unsigned(long(field.quick, 0))
            WAY_SIGNED_BITS_OF_8 -> signed(field, byte(field.quick, 0))
            WAY_SIGNED_BITS_OF_16 -> signed(field, short(field.quick, 0))
            WAY_SIGNED_BITS_OF_32 -> signed(field, int(field.quick, 0))
            WAY_SIGNED_BITS_OF_64 -> field.cut.signed(long(field.quick, 0))
            else -> field.get(region, at(field))
        }

    private fun unsigned(
        field: LongField,
        unit: Int,
    ): Long = field.cut.unsigned(unit.toLong())

    private fun signed(
        field: LongField,
        unit: Int,
    ): Long = field.cut.signed(unit.toLong())

    public operator fun get(
        field: LongField,
        index: Int,
    ): Long {
        if (!field.has(index)) return field.get(region, at(field), index)
        val place = field.quickArray
        return when (place.wayIn(id)) {
            WAY_INT64 -> long(place, index)
            WAY_UINT32 -> Integer.toUnsignedLong(int(place, index))
            else -> field.get(region, at(field), index)
        }
    }

    public operator fun set(
        field: LongField,
        value: Long,
    ): Row {
        val place = field.quick
        when (place.wayIn(id)) {
            WAY_INT64 -> setLong(place, 0, value)
            WAY_UINT32 -> setInt(place, 0, field.uint32(value))
            else -> field.set(region, at(field), value)
        }
        return this as Row
    }

    public operator fun set(
        field: LongField,
        index: Int,
        value: Long,
    ): Row {
        val place = field.quickArray
        val way = place.wayIn(id)
        when {
            !field.has(index) -> field.set(region, at(field), index, value)
            way == WAY_INT64 -> setLong(place, index, value)
            way == WAY_UINT32 -> setInt(place, index, field.uint32(value))
            else -> field.set(region, at(field), index, value)
        }
        return this as Row
    }

    private fun byte(
        place: QuickPlace,
        element: Int,
    ): Int = table.byte(index, distance(place) + element, place.zero)

    private fun short(
        place: QuickPlace,
        element: Int,
    ): Int = table.short(index, distance(place) + element * Short.SIZE_BYTES)

    private fun int(
        place: QuickPlace,
        element: Int,
    ): Int = table.int(index, distance(place) + element * Int.SIZE_BYTES, place.zero)

    private fun setShort(
        place: QuickPlace,
        element: Int,
        value: Short,
    ): Unit = table.setShort(index, distance(place) + element * Short.SIZE_BYTES, value)

    private fun setInt(
        place: QuickPlace,
        element: Int,
        value: Int,
    ): Unit = table.setInt(index, distance(place) + element * Int.SIZE_BYTES, value)

    private fun long(
        place: QuickPlace,
        element: Int,
    ): Long = table.long(index, distance(place) + element * Long.SIZE_BYTES)

    private fun setLong(
        place: QuickPlace,
        element: Int,
        value: Long,
    ): Unit = table.setLong(index, distance(place) + element * Long.SIZE_BYTES, value)

    // Floating-point numbers by their bits. What computes with them where it reads them, HotSpot's handler knows: see Unfused.

    public operator fun get(field: FloatField): Float =
        if (field.quick.isIn(id)) float(field.quick, 0) else field.get(region, at(field))

    public operator fun get(
        field: FloatField,
        index: Int,
    ): Float =
        if (field.quickArray.isIn(id) && field.has(index)) {
            float(field.quickArray, index)
        } else {
            field.get(region, at(field), index)
        }

    public operator fun set(
        field: FloatField,
        value: Float,
    ): Row {
        if (field.quick.isIn(id)) {
            setFloat(field.quick, 0, value)
        } else {
            field.set(region, at(field), value)
        }
        return this as Row
    }

    public operator fun set(
        field: FloatField,
        index: Int,
        value: Float,
    ): Row {
        if (field.quickArray.isIn(id) && field.has(index)) {
            setFloat(field.quickArray, index, value)
        } else {
            field.set(region, at(field), index, value)
        }
        return this as Row
    }

    public operator fun get(field: DoubleField): Double =
        if (field.quick.isIn(id)) double(field.quick, 0) else field.get(region, at(field))

    public operator fun get(
        field: DoubleField,
        index: Int,
    ): Double =
        if (field.quickArray.isIn(id) && field.has(index)) {
            double(field.quickArray, index)
        } else {
            field.get(region, at(field), index)
        }

    public operator fun set(
        field: DoubleField,
        value: Double,
    ): Row {
        if (field.quick.isIn(id)) {
            setDouble(field.quick, 0, value)
        } else {
            field.set(region, at(field), value)
        }
        return this as Row
    }

    public operator fun set(
        field: DoubleField,
        index: Int,
        value: Double,
    ): Row {
        if (field.quickArray.isIn(id) && field.has(index)) {
            setDouble(field.quickArray, index, value)
        } else {
            field.set(region, at(field), index, value)
        }
        return this as Row
    }

    private fun float(
        place: QuickPlace,
        element: Int,
    ) = Float.fromBits(int(place, element))

    private fun setFloat(
        place: QuickPlace,
        element: Int,
        value: Float,
    ) = setInt(place, element, value.toRawBits())

    private fun double(
        place: QuickPlace,
        element: Int,
    ) = Double.fromBits(long(place, element))

    private fun setDouble(
        place: QuickPlace,
        element: Int,
        value: Double,
    ) = setLong(place, element, value.toRawBits())
}
