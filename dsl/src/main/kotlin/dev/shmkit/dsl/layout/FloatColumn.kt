package dev.shmkit.dsl.layout

/** A column of `float32`. */
public sealed class FloatColumn(
    table: Table,
    field: FloatField,
    element: Int?,
) : Column(table, field, element, null) {
    /** Reads the field of a row. */
    public abstract operator fun get(row: Int): Float

    /** Writes the field of a row. */
    public abstract operator fun set(
        row: Int,
        value: Float,
    )

    /** Reads all rows, one after the other. */
    public fun toFloatArray(): FloatArray {
        beforeAll()
        return FloatArray(size()) { get(it) }
    }

    /** Adds up all rows, one after the other, as `double`. */
    public fun sum(): Double {
        beforeAll()
        var sum = 0.0
        for (row in 0 until size()) sum += get(row).toDouble()
        return sum
    }

    @JvmSynthetic
    override fun boxed(row: Int): Any = get(row)

    internal companion object {
        fun of(
            table: Table,
            field: FloatField,
            element: Int?,
        ): FloatColumn =
            when (quickScalar(field)) {
                Scalar.FLOAT32 -> Float32Column(table, field, element)
                else -> AnyFloatColumn(table, field, element)
            }
    }
}

private class Float32Column(
    table: Table,
    field: FloatField,
    element: Int?,
) : FloatColumn(table, field, element) {
    override fun get(row: Int): Float = Float.fromBits(intAt(beginOf(row), 0, zero()))

    override fun set(
        row: Int,
        value: Float,
    ): Unit = setIntAt(beginOf(row), 0, value.toRawBits())
}

/** Every type and order. */
private class AnyFloatColumn(
    table: Table,
    private val field: FloatField,
    element: Int?,
) : FloatColumn(table, field, element) {
    private val region = table.region

    override fun get(row: Int): Float = field.load(region, offsetOf(row))

    override fun set(
        row: Int,
        value: Float,
    ): Unit = field.store(region, offsetOf(row), value)
}
