package dev.shmkit.dsl.layout

/** A column of whole numbers that an `int` can hold, see [IntField]. */
public sealed class IntColumn(
    table: Table,
    field: IntField,
    element: Int?,
    access: Class<*>?,
) : Column(table, field, element, access, null) {
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
                Scalar.INT8 -> Int8Column(table, field, element)
                Scalar.UINT8 -> Uint8Column(table, field, element)
                else -> AnyIntColumn(table, field, element)
            }
    }
}

private class Int32Column(
    table: Table,
    field: IntField,
    element: Int?,
) : IntColumn(table, field, element, Int::class.javaPrimitiveType) {
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
) : IntColumn(table, field, element, Short::class.javaPrimitiveType) {
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
) : IntColumn(table, field, element, Short::class.javaPrimitiveType) {
    override fun get(row: Int): Int = shortAt(row) and 0xffff

    override fun set(
        row: Int,
        value: Int,
    ): Unit = setShortAt(row, field.fitting(value).toShort())
}

private class Int8Column(
    table: Table,
    private val field: IntField,
    element: Int?,
) : IntColumn(table, field, element, Byte::class.javaPrimitiveType) {
    override fun get(row: Int): Int = byteAt(row)

    override fun set(
        row: Int,
        value: Int,
    ): Unit = setByteAt(row, field.fitting(value).toByte())
}

private class Uint8Column(
    table: Table,
    private val field: IntField,
    element: Int?,
) : IntColumn(table, field, element, Byte::class.javaPrimitiveType) {
    override fun get(row: Int): Int = byteAt(row) and 0xff

    override fun set(
        row: Int,
        value: Int,
    ): Unit = setByteAt(row, field.fitting(value).toByte())
}

/** Every type and order, columns too long for one buffer, and packed rows whose length is no multiple of the field's. */
private class AnyIntColumn(
    table: Table,
    private val field: IntField,
    element: Int?,
) : IntColumn(table, field, element, null) {
    private val region = table.region

    override fun get(row: Int): Int = field.load(region, offsetOf(row))

    override fun set(
        row: Int,
        value: Int,
    ): Unit = field.store(region, offsetOf(row), value)
}
