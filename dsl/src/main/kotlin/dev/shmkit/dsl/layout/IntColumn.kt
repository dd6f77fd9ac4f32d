package dev.shmkit.dsl.layout

import dev.shmkit.dsl.layout.internal.BitUnit

/** A column of whole numbers that an `int` can hold, see [IntField]. */
public sealed class IntColumn(
    table: Table,
    field: IntField,
    element: Int?,
    access: Class<*>?,
    unit: BitUnit?,
) : Column(table, field, element, access, unit) {
    /** Reads the field of a row. */
    public abstract operator fun get(row: Int): Int

    /** Writes the field of a row. */
    public abstract operator fun set(
        row: Int,
        value: Int,
    )

    /** Reads all rows, one after the other. */
    public fun toIntArray(): IntArray = IntArray(size()) { get(it) }

    /** Adds up all rows. */
    public open fun sum(): Long {
        var sum = 0L
        for (row in 0 until size()) sum += get(row)
        return sum
    }

    @JvmSynthetic
    override fun boxed(row: Int): Any = get(row)

    internal companion object {
        fun of(
            table: Table,
            field: IntField,
            element: Int?,
        ): IntColumn =
            when (quickScalar(table, field)) {
                Scalar.INT32 -> Int32Column(table, field, element)
                Scalar.INT16 -> Int16Column(table, field, element)
                Scalar.UINT16 -> Uint16Column(table, field, element)
                Scalar.INT8, Scalar.UINT8 -> byteColumn(table, field, element, bitUnit(table, field, element))
                else -> AnyIntColumn(table, field, element)
            }
    }
}

private class Int32Column(
    table: Table,
    field: IntField,
    element: Int?,
) : IntColumn(table, field, element, Int::class.javaPrimitiveType, null) {
    override fun get(row: Int): Int = intAt(row)

    override fun set(
        row: Int,
        value: Int,
    ): Unit = setIntAt(row, value)

    override fun sum(): Long = intSum()
}

private class Int16Column(
    table: Table,
    private val field: IntField,
    element: Int?,
) : IntColumn(table, field, element, Short::class.javaPrimitiveType, null) {
    override fun get(row: Int): Int = shortAt(row)

    override fun set(
        row: Int,
        value: Int,
    ): Unit = setShortAt(row, field.fitting(value).toShort())
}

private class Uint16Column(
    table: Table,
    private val field: IntField,
    element: Int?,
) : IntColumn(table, field, element, Short::class.javaPrimitiveType, null) {
    override fun get(row: Int): Int = shortAt(row) and 0xffff

    override fun set(
        row: Int,
        value: Int,
    ): Unit = setShortAt(row, field.fitting(value).toShort())
}

/** Every type and order, columns too long for one buffer, and packed rows whose length is no multiple of the field's. */
private class AnyIntColumn(
    table: Table,
    private val field: IntField,
    element: Int?,
) : IntColumn(table, field, element, null, null) {
    private val region = table.region

    override fun get(row: Int): Int = field.load(region, offsetOf(row))

    override fun set(
        row: Int,
        value: Int,
    ): Unit = field.store(region, offsetOf(row), value)
}
