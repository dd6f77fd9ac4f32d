package dev.shmkit.dsl.layout

import dev.shmkit.dsl.layout.internal.BitUnit

/**
 * The column of a bit field that is read with a unit of two bytes or more; null when no such unit holds it in every row.
 */
internal fun bitsColumn(
    table: Table,
    field: BitField,
    element: Int?,
): LongColumn? {
    val unit = Column.bitUnit(table, field, element) ?: return null
    return if (field.signed) signedBits(table, field, unit) else unsignedBits(table, field, unit)
}

private fun unsignedBits(
    table: Table,
    field: BitField,
    unit: BitUnit,
): LongColumn? =
    when (unit.sizeBytes) {
        Short.SIZE_BYTES -> ShortUnsignedColumn(table, field, unit)
        Int.SIZE_BYTES -> IntUnsignedColumn(table, field, unit)
        Long.SIZE_BYTES -> LongUnsignedColumn(table, field, unit)
        else -> null
    }

private fun signedBits(
    table: Table,
    field: BitField,
    unit: BitUnit,
): LongColumn? =
    when (unit.sizeBytes) {
        Short.SIZE_BYTES -> ShortSignedColumn(table, field, unit)
        Int.SIZE_BYTES -> IntSignedColumn(table, field, unit)
        Long.SIZE_BYTES -> LongSignedColumn(table, field, unit)
        else -> null
    }

/** Named after what is read, and whether the bits that are taken out of it have a sign. Writing touches the field's bytes only. */
private sealed class BitsColumn(
    table: Table,
    private val field: BitField,
    unit: BitUnit,
) : LongColumn(table, field, null, unit) {
    protected val cut = unit.cut

    override fun set(
        row: Int,
        value: Long,
    ) {
        field.requireFitting(value)
        field.store(table.region, fieldAt(row), value)
    }
}

private class ShortUnsignedColumn(
    table: Table,
    field: BitField,
    unit: BitUnit,
) : BitsColumn(table, field, unit) {
    override fun get(row: Int): Long = cut.unsigned(shortAt(beginOf(row), 0).toLong())
}

private class ShortSignedColumn(
    table: Table,
    field: BitField,
    unit: BitUnit,
) : BitsColumn(table, field, unit) {
    override fun get(row: Int): Long = cut.signed(shortAt(beginOf(row), 0).toLong())
}

private class IntUnsignedColumn(
    table: Table,
    field: BitField,
    unit: BitUnit,
) : BitsColumn(table, field, unit) {
    override fun get(row: Int): Long = cut.unsigned(intAt(beginOf(row), 0, zero()).toLong())
}

private class IntSignedColumn(
    table: Table,
    field: BitField,
    unit: BitUnit,
) : BitsColumn(table, field, unit) {
    override fun get(row: Int): Long = cut.signed(intAt(beginOf(row), 0, zero()).toLong())
}

private class LongUnsignedColumn(
    table: Table,
    field: BitField,
    unit: BitUnit,
) : BitsColumn(table, field, unit) {
    override fun get(row: Int): Long = cut.unsigned(longAt(beginOf(row), 0))
}

private class LongSignedColumn(
    table: Table,
    field: BitField,
    unit: BitUnit,
) : BitsColumn(table, field, unit) {
    override fun get(row: Int): Long = cut.signed(longAt(beginOf(row), 0))
}
