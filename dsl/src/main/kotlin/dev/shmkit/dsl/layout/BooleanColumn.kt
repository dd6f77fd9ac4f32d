package dev.shmkit.dsl.layout

/** A column of booleans of one byte. */
public class BooleanColumn private constructor(
    table: Table,
    field: BooleanField,
    element: Int?,
) : Column(table, field, element, null) {
    /** Reads the field of a row. */
    public operator fun get(row: Int): Boolean = booleanAt(beginOf(row), 0)

    /** Writes the field of a row. */
    public operator fun set(
        row: Int,
        value: Boolean,
    ): Unit = setByteAt(beginOf(row), 0, writtenBoolean(value))

    @JvmSynthetic
    override fun boxed(row: Int): Any = get(row)

    internal companion object {
        fun of(
            table: Table,
            field: BooleanField,
            element: Int?,
        ): BooleanColumn = BooleanColumn(table, field, element)
    }
}
