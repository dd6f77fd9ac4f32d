package dev.shmkit.dsl.layout

/** A column of booleans of one byte. */
public sealed class BooleanColumn(
    table: Table,
    field: BooleanField,
    element: Int?,
    access: Class<*>?,
) : Column(table, field, element, access, null) {
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
        ): BooleanColumn =
            when (quickScalar(table, field)) {
                Scalar.BOOL -> ByteBooleanColumn(table, field, element)
                else -> FarBooleanColumn(table, field, element)
            }
    }
}

private class ByteBooleanColumn(
    table: Table,
    field: BooleanField,
    element: Int?,
) : BooleanColumn(table, field, element, Byte::class.javaPrimitiveType) {
    override fun get(row: Int): Boolean = readBoolean(byteAt(row))

    override fun set(
        row: Int,
        value: Boolean,
    ): Unit = setByteAt(row, writtenBoolean(value))
}

/** Of rows that one buffer does not hold. */
private class FarBooleanColumn(
    table: Table,
    private val field: BooleanField,
    element: Int?,
) : BooleanColumn(table, field, element, null) {
    private val region = table.region

    override fun get(row: Int): Boolean = field.load(region, offsetOf(row))

    override fun set(
        row: Int,
        value: Boolean,
    ): Unit = field.store(region, offsetOf(row), value)
}
