package dev.shmkit.dsl.layout

import dev.shmkit.SharedMemory
import dev.shmkit.dsl.layout.internal.QuickPlace
import dev.shmkit.dsl.layout.internal.RowPlaces

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
    private val places: RowPlaces,
) {
    // What only the slow way needs is computed there: compiled code need not keep it, and makes no object of a row then.

    @get:JvmSynthetic
    internal val region: SharedMemory get() = table.region

    @get:JvmSynthetic
    internal val layout: Layout get() = inside?.layout ?: table.layout

    @get:JvmSynthetic
    internal val start: Long get() = table.start + index.toLong() * table.rowBytes + begin

    private fun distance(place: QuickPlace) = places.distance(index, place) + begin

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
    ): Row = Row(table, index, field, begin + offset, places.inside(field.quickId))

    // Of a number or a boolean that is a byte.

    @JvmSynthetic
    internal fun isQuick(place: QuickPlace): Boolean = places.have(place)

    @JvmSynthetic
    internal fun byte(
        place: QuickPlace,
        element: Int,
    ): Int = table.byte(distance(place) + element)

    @JvmSynthetic
    internal fun setByte(
        place: QuickPlace,
        element: Int,
        value: Byte,
    ): Unit = table.setByte(distance(place) + element, value)

    public operator fun get(field: IntField): Int =
        when {
            places.have(field.quick) -> table.int(distance(field.quick))
            places.have(field.quickNarrow) -> narrow(field, distance(field.quickNarrow))
            else -> field.get(region, at(field))
        }

    public operator fun get(
        field: IntField,
        index: Int,
    ): Int =
        when {
            !field.has(index) -> field.get(region, at(field), index)
            places.have(field.quickArray) -> table.int(distance(field.quickArray) + index * Int.SIZE_BYTES)
            places.have(field.quickNarrowArray) -> narrow(field, narrowDistance(field, index))
            else -> field.get(region, at(field), index)
        }

    private fun narrowDistance(
        field: IntField,
        index: Int,
    ) = distance(field.quickNarrowArray) + field.bytesTo(index)

    private fun narrow(
        field: IntField,
        distance: Int,
    ): Int =
        field.ofSigned(if (field.ofBytes) table.byte(distance) else table.short(distance))

    public operator fun set(
        field: IntField,
        value: Int,
    ): Row {
        when {
            places.have(field.quick) -> table.setInt(distance(field.quick), value)
            places.have(field.quickNarrow) -> setNarrow(field, distance(field.quickNarrow), value)
            else -> field.set(region, at(field), value)
        }
        return this as Row
    }

    public operator fun set(
        field: IntField,
        index: Int,
        value: Int,
    ): Row {
        when {
            !field.has(index) -> {
                field.set(region, at(field), index, value)
            }

            places.have(field.quickArray) -> {
                table.setInt(distance(field.quickArray) + index * Int.SIZE_BYTES, value)
            }

            places.have(field.quickNarrowArray) -> {
                setNarrow(field, narrowDistance(field, index), value)
            }

            else -> {
                field.set(region, at(field), index, value)
            }
        }
        return this as Row
    }

    private fun setNarrow(
        field: IntField,
        distance: Int,
        value: Int,
    ) {
        val fitting = field.fitting(value)
        if (field.ofBytes) {
            table.setByte(distance, fitting.toByte())
        } else {
            table.setShort(distance, fitting.toShort())
        }
    }

    public operator fun get(field: LongField): Long =
        when {
            places.have(field.quickWide) -> table.long(distance(field.quickWide))
            places.have(field.quickUnit) -> unit(field, distance(field.quickUnit))
            else -> field.get(region, at(field))
        }

    // One switch for width and sign, as two would keep more in registers than there are.
    private fun unit(
        field: LongField,
        distance: Int,
    ): Long =
        when (field.unitWay) {
            WHOLE_UINT32 -> Integer.toUnsignedLong(table.int(distance))
            Byte.SIZE_BYTES -> field.cut.unsigned(table.byte(distance).toLong())
            Short.SIZE_BYTES -> field.cut.unsigned(table.short(distance).toLong())
            Int.SIZE_BYTES -> field.cut.unsigned(table.int(distance).toLong())
            Long.SIZE_BYTES -> field.cut.unsigned(table.long(distance))
            -Byte.SIZE_BYTES -> field.cut.signed(table.byte(distance).toLong())
            -Short.SIZE_BYTES -> field.cut.signed(table.short(distance).toLong())
            -Int.SIZE_BYTES -> field.cut.signed(table.int(distance).toLong())
            else -> field.cut.signed(table.long(distance))
        }

    private fun setUint32(
        field: LongField,
        value: Long,
    ): Unit = table.setInt(distance(field.quickUnit), field.uint32(value))

    private fun halfDistance(
        field: LongField,
        index: Int,
    ) = distance(field.quickHalfArray) + index * Int.SIZE_BYTES

    public operator fun get(
        field: LongField,
        index: Int,
    ): Long =
        when {
            !field.has(index) -> {
                field.get(region, at(field), index)
            }

            places.have(field.quickArray) -> {
                table.long(distance(field.quickArray) + index * Long.SIZE_BYTES)
            }

            places.have(field.quickHalfArray) -> {
                Integer.toUnsignedLong(table.int(halfDistance(field, index)))
            }

            else -> {
                field.get(region, at(field), index)
            }
        }

    public operator fun set(
        field: LongField,
        value: Long,
    ): Row {
        when {
            places.have(field.quickWide) -> table.setLong(distance(field.quickWide), value)
            places.have(field.quickUnit) && field.unitWay == WHOLE_UINT32 -> setUint32(field, value)
            else -> field.set(region, at(field), value)
        }
        return this as Row
    }

    public operator fun set(
        field: LongField,
        index: Int,
        value: Long,
    ): Row {
        when {
            !field.has(index) -> field.set(region, at(field), index, value)
            places.have(field.quickArray) -> table.setLong(distance(field.quickArray) + index * Long.SIZE_BYTES, value)
            places.have(field.quickHalfArray) -> table.setInt(halfDistance(field, index), field.uint32(value))
            else -> field.set(region, at(field), index, value)
        }
        return this as Row
    }

    public operator fun get(field: FloatField): Float =
        if (places.have(field.quick)) table.float(distance(field.quick)) else field.get(region, at(field))

    public operator fun get(
        field: FloatField,
        index: Int,
    ): Float =
        if (places.have(field.quickArray) && field.has(index)) {
            table.float(distance(field.quickArray) + index * Float.SIZE_BYTES)
        } else {
            field.get(region, at(field), index)
        }

    public operator fun set(
        field: FloatField,
        value: Float,
    ): Row {
        if (places.have(field.quick)) {
            table.setFloat(distance(field.quick), value)
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
        if (places.have(field.quickArray) && field.has(index)) {
            table.setFloat(distance(field.quickArray) + index * Float.SIZE_BYTES, value)
        } else {
            field.set(region, at(field), index, value)
        }
        return this as Row
    }

    public operator fun get(field: DoubleField): Double =
        if (places.have(field.quick)) table.double(distance(field.quick)) else field.get(region, at(field))

    public operator fun get(
        field: DoubleField,
        index: Int,
    ): Double =
        if (places.have(field.quickArray) && field.has(index)) {
            table.double(distance(field.quickArray) + index * Double.SIZE_BYTES)
        } else {
            field.get(region, at(field), index)
        }

    public operator fun set(
        field: DoubleField,
        value: Double,
    ): Row {
        if (places.have(field.quick)) {
            table.setDouble(distance(field.quick), value)
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
        if (places.have(field.quickArray) && field.has(index)) {
            table.setDouble(distance(field.quickArray) + index * Double.SIZE_BYTES, value)
        } else {
            field.set(region, at(field), index, value)
        }
        return this as Row
    }
}
