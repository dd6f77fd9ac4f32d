package dev.shmkit.dsl.layout

/** A column of whole numbers that an `int` can hold, see [IntField]. */
public sealed class IntColumn(
    table: Table,
    field: IntField,
    element: Int?,
) : Column(table, field, element, null) {
    /** Reads the field of a row. */
    public abstract operator fun get(row: Int): Int

    /** Writes the field of a row. */
    public abstract operator fun set(
        row: Int,
        value: Int,
    )

    /** Reads all rows, one after the other. */
    public fun toIntArray(): IntArray {
        beforeAll()
        return IntArray(size()) { get(it) }
    }

    /** Adds up all rows. */
    public open fun sum(): Long {
        beforeAll()
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
            when (quickScalar(field)) {
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
) : IntColumn(table, field, element) {
    override fun get(row: Int): Int = intAt(beginOf(row), 0, zero())

    override fun set(
        row: Int,
        value: Int,
    ): Unit = setIntAt(beginOf(row), 0, value)

    override fun sum(): Long = intSum()
}

private class Int16Column(
    table: Table,
    private val field: IntField,
    element: Int?,
) : IntColumn(table, field, element) {
    override fun get(row: Int): Int = shortAt(beginOf(row), 0)

    override fun set(
        row: Int,
        value: Int,
    ): Unit = setShortAt(beginOf(row), 0, field.fitting(value).toShort())
}

private class Uint16Column(
    table: Table,
    private val field: IntField,
    element: Int?,
) : IntColumn(table, field, element) {
    override fun get(row: Int): Int = shortAt(beginOf(row), 0) and 0xffff

    override fun set(
        row: Int,
        value: Int,
    ): Unit = setShortAt(beginOf(row), 0, field.fitting(value).toShort())
}

private class Int8Column(
    table: Table,
    private val field: IntField,
    element: Int?,
) : IntColumn(table, field, element) {
    override fun get(row: Int): Int = byteAt(beginOf(row), 0, zero())

    override fun set(
        row: Int,
        value: Int,
    ): Unit = setByteAt(beginOf(row), 0, field.fitting(value).toByte())
}

private class Uint8Column(
    table: Table,
    private val field: IntField,
    element: Int?,
) : IntColumn(table, field, element) {
    override fun get(row: Int): Int = byteAt(beginOf(row), 0, zero()) and 0xff

    override fun set(
        row: Int,
        value: Int,
    ): Unit = setByteAt(beginOf(row), 0, field.fitting(value).toByte())
}

/** Every type and order. */
private class AnyIntColumn(
    table: Table,
    private val field: IntField,
    element: Int?,
) : IntColumn(table, field, element) {
    private val region = table.region

    override fun get(row: Int): Int = field.load(region, offsetOf(row))

    override fun set(
        row: Int,
        value: Int,
    ) {
        // What does not fit is told first, as by all other columns.
        field.fitting(value)
        field.store(region, offsetOf(row), value)
    }
}
