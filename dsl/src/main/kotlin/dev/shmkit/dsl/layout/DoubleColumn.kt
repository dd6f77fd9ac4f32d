package dev.shmkit.dsl.layout

/** A column of `float64`. */
public sealed class DoubleColumn(
    table: Table,
    field: DoubleField,
    element: Int?,
) : Column(table, field, element, null) {
    /** Reads the field of a row. */
    public abstract operator fun get(row: Int): Double

    /** Writes the field of a row. */
    public abstract operator fun set(
        row: Int,
        value: Double,
    )

    /** Reads all rows, one after the other. */
    public fun toDoubleArray(): DoubleArray {
        beforeAll()
        return DoubleArray(size()) { get(it) }
    }

    /** Adds up all rows, one after the other. */
    public fun sum(): Double {
        beforeAll()
        var sum = 0.0
        for (row in 0 until size()) sum += get(row)
        return sum
    }

    @JvmSynthetic
    override fun boxed(row: Int): Any = get(row)

    internal companion object {
        fun of(
            table: Table,
            field: DoubleField,
            element: Int?,
        ): DoubleColumn =
            when (quickScalar(field)) {
                Scalar.FLOAT64 -> Float64Column(table, field, element)
                else -> AnyDoubleColumn(table, field, element)
            }
    }
}

private class Float64Column(
    table: Table,
    field: DoubleField,
    element: Int?,
) : DoubleColumn(table, field, element) {
    override fun get(row: Int): Double = Double.fromBits(longAt(beginOf(row), 0))

    override fun set(
        row: Int,
        value: Double,
    ): Unit = setLongAt(beginOf(row), 0, value.toRawBits())
}

/** Every type and order. */
private class AnyDoubleColumn(
    table: Table,
    private val field: DoubleField,
    element: Int?,
) : DoubleColumn(table, field, element) {
    private val region = table.region

    override fun get(row: Int): Double = field.load(region, offsetOf(row))

    override fun set(
        row: Int,
        value: Double,
    ): Unit = field.store(region, offsetOf(row), value)
}
