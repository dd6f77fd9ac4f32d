package dev.shmkit.dsl.layout

/** A column of booleans of one byte. */
public class BooleanColumn internal constructor(
    table: Table,
    private val field: BooleanField,
    element: Int?,
) : Column(table, field, element, null) {
    private val region = table.region

    /** Reads the field of a row. */
    public operator fun get(row: Int): Boolean = field.load(region, offsetOf(row))

    /** Writes the field of a row. */
    public operator fun set(
        row: Int,
        value: Boolean,
    ): Unit = field.store(region, offsetOf(row), value)

    @JvmSynthetic
    override fun boxed(row: Int): Any = get(row)
}
