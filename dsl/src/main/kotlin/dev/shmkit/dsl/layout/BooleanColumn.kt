package dev.shmkit.dsl.layout

import dev.shmkit.dsl.layout.internal.BitUnit

/** A column of booleans of one byte. */
public sealed class BooleanColumn(
    table: Table,
    field: BooleanField,
    element: Int?,
    access: Class<*>?,
    unit: BitUnit?,
) : Column(table, field, element, access, unit) {
    /** Reads the field of a row. */
    public abstract operator fun get(row: Int): Boolean

    /** Writes the field of a row. */
    public abstract operator fun set(
        row: Int,
        value: Boolean,
    )

    @JvmSynthetic
    override fun boxed(row: Int): Any = get(row)

    internal companion object {
        fun of(
            table: Table,
            field: BooleanField,
            element: Int?,
        ): BooleanColumn {
            val unit = bitUnit(table, field, element)
            return when {
                unit == null -> FarBooleanColumn(table, field, element)
                unit.sizeBytes == Byte.SIZE_BYTES -> ByteBooleanColumn(table, field, element)
                unit.below == 0 -> LowBooleanColumn(table, field, element, unit)
                else -> HighBooleanColumn(table, field, element, unit)
            }
        }
    }
}

/** In the lower byte of two, which is the first one. */
private class LowBooleanColumn(
    table: Table,
    field: BooleanField,
    element: Int?,
    unit: BitUnit,
) : BooleanColumn(table, field, element, Short::class.javaPrimitiveType, unit) {
    override fun get(row: Int): Boolean = readBoolean(shortAt(row) and 0xff)

    override fun set(
        row: Int,
        value: Boolean,
    ): Unit = setByteOfShortAt(row, 0, writtenBoolean(value))
}

/** In the upper byte of two. */
private class HighBooleanColumn(
    table: Table,
    field: BooleanField,
    element: Int?,
    unit: BitUnit,
) : BooleanColumn(table, field, element, Short::class.javaPrimitiveType, unit) {
    override fun get(row: Int): Boolean = readBoolean(shortAt(row) and 0xff00)

    override fun set(
        row: Int,
        value: Boolean,
    ): Unit = setByteOfShortAt(row, 1, writtenBoolean(value))
}

/** Of rows with an odd number of bytes. */
private class ByteBooleanColumn(
    table: Table,
    field: BooleanField,
    element: Int?,
) : BooleanColumn(table, field, element, Byte::class.javaPrimitiveType, null) {
    override fun get(row: Int): Boolean = readBoolean(byteAt(row))

    override fun set(
        row: Int,
        value: Boolean,
    ): Unit = setByteAt(row, writtenBoolean(value))
}

/** Of rows that one buffer does not hold, and on big-endian machines. */
private class FarBooleanColumn(
    table: Table,
    private val field: BooleanField,
    element: Int?,
) : BooleanColumn(table, field, element, null, null) {
    private val region = table.region

    override fun get(row: Int): Boolean = field.load(region, offsetOf(row))

    override fun set(
        row: Int,
        value: Boolean,
    ): Unit = field.store(region, offsetOf(row), value)
}
