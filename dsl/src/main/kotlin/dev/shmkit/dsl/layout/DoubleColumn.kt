package dev.shmkit.dsl.layout

/** A column of `float64`. */
public sealed class DoubleColumn(
    table: Table,
    field: DoubleField,
    element: Int?,
    access: Class<*>?,
) : Column(table, field, element, access, null) {
    /** Reads the field of a row. */
    public abstract operator fun get(row: Int): Double

    /** Writes the field of a row. */
    public abstract operator fun set(
        row: Int,
        value: Double,
    )

    /** Reads all rows, one after the other. */
    public fun toDoubleArray(): DoubleArray = DoubleArray(size()) { get(it) }

    /** Adds up all rows, one after the other. */
    public fun sum(): Double {
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
            when (quickScalar(table, field)) {
                Scalar.FLOAT64 -> Float64Column(table, field, element)
                else -> AnyDoubleColumn(table, field, element)
            }
    }
}

private class Float64Column(
    table: Table,
    field: DoubleField,
    element: Int?,
) : DoubleColumn(table, field, element, Double::class.javaPrimitiveType) {
    override fun get(row: Int): Double = doubleAt(row)

    override fun set(
        row: Int,
        value: Double,
    ): Unit = setDoubleAt(row, value)
}

/** Every type and order, columns too long for one buffer, and packed rows whose length is no multiple of the field's. */
private class AnyDoubleColumn(
    table: Table,
    private val field: DoubleField,
    element: Int?,
) : DoubleColumn(table, field, element, null) {
    private val region = table.region

    override fun get(row: Int): Double = field.load(region, offsetOf(row))

    override fun set(
        row: Int,
        value: Double,
    ): Unit = field.store(region, offsetOf(row), value)
}
