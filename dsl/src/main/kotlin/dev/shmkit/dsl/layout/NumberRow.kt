package dev.shmkit.dsl.layout

import dev.shmkit.dsl.layout.internal.RowBegin
import dev.shmkit.dsl.layout.internal.Sight

/** The numbers of a [Row], by typed handle. What accesses throw is told there. */
public sealed class NumberRow(
    table: Table,
    begin: RowBegin,
    inside: StructField?,
) : RowMemory(table, begin, inside) {
    // Each one flat, and the commonest way first: that is the only comparison then which compiled code makes.

    public operator fun get(field: IntField): Int {
        val place = field.quick.seenFrom(id)
        if (place.isCommonest) return int(place.commonestOffset, place)
        return when (place.way) {
            WAY_UINT16 -> short(place.offset) and 0xffff
            WAY_INT16 -> short(place.offset)
            WAY_UINT8 -> byte(place.offset, place) and 0xff
            WAY_INT8 -> byte(place.offset, place)
            else -> field.get(region, at(field))
        }
    }

    public operator fun get(
        field: IntField,
        index: Int,
    ): Int {
        val place = field.quickArray.seenFrom(id)
        return when {
            !place.isCommonest -> small(field, place, index)
            field.has(index) -> int(place.commonestOffset + ints(index), place)
            else -> field.get(region, at(field), index)
        }
    }

    private fun small(
        field: IntField,
        place: Sight,
        index: Int,
    ): Int {
        if (!field.has(index)) return field.get(region, at(field), index)
        return when (place.way) {
            WAY_UINT16 -> short(place.offset + shorts(index)) and 0xffff
            WAY_INT16 -> short(place.offset + shorts(index))
            WAY_UINT8 -> byte(place.offset + index, place) and 0xff
            WAY_INT8 -> byte(place.offset + index, place)
            else -> field.get(region, at(field), index)
        }
    }

    public operator fun set(
        field: IntField,
        value: Int,
    ): Row {
        val place = field.quick.seenFrom(id)
        if (place.isCommonest) {
            setInt(place.commonestOffset, value)
        } else {
            when (place.way) {
                WAY_UINT16, WAY_INT16 -> setShort(place.offset, field.fitting(value).toShort())
                WAY_UINT8, WAY_INT8 -> setByte(place.offset, field.fitting(value).toByte())
                else -> field.set(region, at(field), value)
            }
        }
        return this as Row
    }

    public operator fun set(
        field: IntField,
        index: Int,
        value: Int,
    ): Row {
        val place = field.quickArray.seenFrom(id)
        when {
            !place.isCommonest -> setSmall(field, place, index, value)
            field.has(index) -> setInt(place.commonestOffset + ints(index), value)
            else -> field.set(region, at(field), index, value)
        }
        return this as Row
    }

    private fun setSmall(
        field: IntField,
        place: Sight,
        index: Int,
        value: Int,
    ) {
        if (!field.has(index)) return field.set(region, at(field), index, value)
        when (place.way) {
            WAY_UINT16, WAY_INT16 -> setShort(place.offset + shorts(index), field.fitting(value).toShort())
            WAY_UINT8, WAY_INT8 -> setByte(place.offset + index, field.fitting(value).toByte())
            else -> field.set(region, at(field), index, value)
        }
    }

    public operator fun get(field: LongField): Long {
        // Which class it is the compiler knows of constants.
        if (field is BitField) return bits(field)
        val place = field.quick.seenFrom(id)
        return when {
            place.isCommonest -> long(place.commonestOffset)
            place.way == WAY_UINT32 -> Integer.toUnsignedLong(int(place.offset, place))
            else -> field.get(region, at(field))
        }
    }

    private fun bits(field: BitField): Long {
        val place = field.quickUnit.seenFrom(id)
        if (place.isCommonest) return field.unsigned(short(place.commonestOffset).toLong())
        return when (place.way) {
            WAY_BITS_OF_8 -> field.unsigned(byte(place.offset, place).toLong())
            WAY_BITS_OF_32 -> field.unsigned(int(place.offset, place).toLong())
            WAY_BITS_OF_64 -> field.unsigned(long(place.offset))
            WAY_SIGNED_BITS_OF_8 -> field.signed(byte(place.offset, place).toLong())
            WAY_SIGNED_BITS_OF_16 -> field.signed(short(place.offset).toLong())
            WAY_SIGNED_BITS_OF_32 -> field.signed(int(place.offset, place).toLong())
            WAY_SIGNED_BITS_OF_64 -> field.signed(long(place.offset))
            else -> field.get(region, at(field))
        }
    }

    public operator fun get(
        field: LongField,
        index: Int,
    ): Long {
        val place = field.quickArray.seenFrom(id)
        return when {
            !place.isCommonest -> uint32(field, place, index)
            field.has(index) -> long(place.commonestOffset + longs(index))
            else -> field.get(region, at(field), index)
        }
    }

    private fun uint32(
        field: LongField,
        place: Sight,
        index: Int,
    ): Long =
        when {
            place.way != WAY_UINT32 || !field.has(index) -> field.get(region, at(field), index)
            else -> Integer.toUnsignedLong(int(place.offset + ints(index), place))
        }

    public operator fun set(
        field: LongField,
        value: Long,
    ): Row {
        val place = field.quick.seenFrom(id)
        when {
            place.isCommonest -> setLong(place.commonestOffset, value)
            place.way == WAY_UINT32 -> setInt(place.offset, field.uint32(value))
            else -> field.set(region, at(field), value)
        }
        return this as Row
    }

    public operator fun set(
        field: LongField,
        index: Int,
        value: Long,
    ): Row {
        val place = field.quickArray.seenFrom(id)
        when {
            !field.has(index) -> field.set(region, at(field), index, value)
            place.isCommonest -> setLong(place.commonestOffset + longs(index), value)
            place.way == WAY_UINT32 -> setInt(place.offset + ints(index), field.uint32(value))
            else -> field.set(region, at(field), index, value)
        }
        return this as Row
    }

    // Floating-point numbers by their bits. What computes with them where it reads them, HotSpot's handler knows: see Unfused.

    public operator fun get(field: FloatField): Float {
        val place = field.quick.seenFrom(id)
        if (!place.isCommonest) return field.get(region, at(field))
        return Float.fromBits(int(place.commonestOffset, place))
    }

    public operator fun get(
        field: FloatField,
        index: Int,
    ): Float {
        val place = field.quickArray.seenFrom(id)
        if (!place.isCommonest || !field.has(index)) return field.get(region, at(field), index)
        return Float.fromBits(int(place.commonestOffset + ints(index), place))
    }

    public operator fun set(
        field: FloatField,
        value: Float,
    ): Row {
        val place = field.quick.seenFrom(id)
        when {
            place.isCommonest -> setInt(place.commonestOffset, value.toRawBits())
            else -> field.set(region, at(field), value)
        }
        return this as Row
    }

    public operator fun set(
        field: FloatField,
        index: Int,
        value: Float,
    ): Row {
        val place = field.quickArray.seenFrom(id)
        when {
            place.isCommonest && field.has(index) -> setInt(place.commonestOffset + ints(index), value.toRawBits())
            else -> field.set(region, at(field), index, value)
        }
        return this as Row
    }

    public operator fun get(field: DoubleField): Double {
        val place = field.quick.seenFrom(id)
        if (!place.isCommonest) return field.get(region, at(field))
        return Double.fromBits(long(place.commonestOffset))
    }

    public operator fun get(
        field: DoubleField,
        index: Int,
    ): Double {
        val place = field.quickArray.seenFrom(id)
        if (!place.isCommonest || !field.has(index)) return field.get(region, at(field), index)
        return Double.fromBits(long(place.commonestOffset + longs(index)))
    }

    public operator fun set(
        field: DoubleField,
        value: Double,
    ): Row {
        val place = field.quick.seenFrom(id)
        when {
            place.isCommonest -> setLong(place.commonestOffset, value.toRawBits())
            else -> field.set(region, at(field), value)
        }
        return this as Row
    }

    public operator fun set(
        field: DoubleField,
        index: Int,
        value: Double,
    ): Row {
        val place = field.quickArray.seenFrom(id)
        when {
            place.isCommonest && field.has(index) -> setLong(place.commonestOffset + longs(index), value.toRawBits())
            else -> field.set(region, at(field), index, value)
        }
        return this as Row
    }
}
