package dev.shmkit.dsl.layout

import dev.shmkit.dsl.layout.internal.BitUnit

/** A column of whole numbers that take a `long`, see [LongField]. */
public sealed class LongColumn(
    table: Table,
    private val field: LongField,
    element: Int?,
    unit: BitUnit?,
) : Column(table, field, element, unit) {
    /** Reads the field of a row. */
    public abstract operator fun get(row: Int): Long

    /** Writes the field of a row. */
    public abstract operator fun set(
        row: Int,
        value: Long,
    )

    /** Reads all rows, one after the other. */
    public open fun toLongArray(): LongArray {
        beforeAll()
        return LongArray(size()) { get(it) }
    }

    /** Adds up all rows. A sum outside `long` wraps around; that of `uint64` has the same 64 bits as the unsigned one. */
    public open fun sum(): Long {
        beforeAll()
        var sum = 0L
        for (row in 0 until size()) sum += get(row)
        return sum
    }

    @JvmSynthetic
    override fun boxed(row: Int): Any = field.boxed(get(row))

    internal companion object {
        fun of(
            table: Table,
            field: LongField,
            element: Int?,
        ): LongColumn =
            when (field) {
                is BitField -> bitsColumn(table, field, element) ?: AnyLongColumn(table, field, element)
                is LongNumberField -> numberColumn(table, field, element)
            }

        private fun numberColumn(
            table: Table,
            field: LongNumberField,
            element: Int?,
        ): LongColumn =
            when (quickScalar(field)) {
                Scalar.INT64, Scalar.UINT64 -> Int64Column(table, field, element)
                Scalar.UINT32 -> Uint32Column(table, field, element)
                else -> AnyLongColumn(table, field, element)
            }
    }
}

private class Int64Column(
    table: Table,
    field: LongField,
    element: Int?,
) : LongColumn(table, field, element, null) {
    override fun get(row: Int): Long = longAt(beginOf(row), 0)

    override fun set(
        row: Int,
        value: Long,
    ): Unit = setLongAt(beginOf(row), 0, value)

    override fun toLongArray(): LongArray = LongArray(size()).also(::copyTo)

    override fun sum(): Long = longSum()
}

private class Uint32Column(
    table: Table,
    private val field: LongField,
    element: Int?,
) : LongColumn(table, field, element, null) {
    override fun get(row: Int): Long = intAt(beginOf(row), 0, zero()).toLong() and UINT32_MASK

    override fun set(
        row: Int,
        value: Long,
    ): Unit = setIntAt(beginOf(row), 0, field.uint32(value))
}

/** Every type and order, and bits that no unit holds. */
private class AnyLongColumn(
    table: Table,
    private val field: LongField,
    element: Int?,
) : LongColumn(table, field, element, null) {
    private val region = table.region

    override fun get(row: Int): Long = field.load(region, offsetOf(row))

    override fun set(
        row: Int,
        value: Long,
    ) {
        // What does not fit is told first, as by all other columns.
        field.requireFitting(value)
        field.store(region, offsetOf(row), value)
    }
}
