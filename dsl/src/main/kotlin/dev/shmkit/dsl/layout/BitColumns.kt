package dev.shmkit.dsl.layout

import dev.shmkit.dsl.layout.internal.BitUnit
import dev.shmkit.dsl.layout.internal.FieldType

/** The column of a bit field; null when it is no such field, or has to be put together from several reads. */
internal fun bitsColumn(
    table: Table,
    field: LongField,
): LongColumn? {
    val type = field.type as? FieldType.Bits ?: return null
    val unit = Column.bitUnit(table, field, null) ?: return null
    return if (type.scalar.signed) signedBits(table, field, unit) else unsignedBits(table, field, unit)
}

private fun unsignedBits(
    table: Table,
    field: LongField,
    unit: BitUnit,
): LongColumn =
    when (unit.sizeBytes) {
        Byte.SIZE_BYTES -> ByteUnsignedColumn(table, field, unit)
        Short.SIZE_BYTES -> ShortUnsignedColumn(table, field, unit)
        Int.SIZE_BYTES -> IntUnsignedColumn(table, field, unit)
        else -> LongUnsignedColumn(table, field, unit)
    }

private fun signedBits(
    table: Table,
    field: LongField,
    unit: BitUnit,
): LongColumn =
    when (unit.sizeBytes) {
        Byte.SIZE_BYTES -> ByteSignedColumn(table, field, unit)
        Short.SIZE_BYTES -> ShortSignedColumn(table, field, unit)
        Int.SIZE_BYTES -> IntSignedColumn(table, field, unit)
        else -> LongSignedColumn(table, field, unit)
    }

/** Named after what is read, and whether the bits that are taken out of it have a sign. Writing touches the field's bytes only. */
private sealed class BitsColumn(
    table: Table,
    private val field: LongField,
    unit: BitUnit,
    access: Class<*>?,
) : LongColumn(table, field, null, access, unit) {
    override fun set(
        row: Int,
        value: Long,
    ): Unit = field.store(table.region, fieldAt(row), value)
}

private class ByteUnsignedColumn(
    table: Table,
    field: LongField,
    unit: BitUnit,
) : BitsColumn(table, field, unit, Byte::class.javaPrimitiveType) {
    private val cut = unit.cut

    override fun get(row: Int): Long = cut.unsigned(byteAt(row).toLong())
}

private class ByteSignedColumn(
    table: Table,
    field: LongField,
    unit: BitUnit,
) : BitsColumn(table, field, unit, Byte::class.javaPrimitiveType) {
    private val cut = unit.cut

    override fun get(row: Int): Long = cut.signed(byteAt(row).toLong())
}

private class ShortUnsignedColumn(
    table: Table,
    field: LongField,
    unit: BitUnit,
) : BitsColumn(table, field, unit, Short::class.javaPrimitiveType) {
    private val cut = unit.cut

    override fun get(row: Int): Long = cut.unsigned(shortAt(row).toLong())
}

private class ShortSignedColumn(
    table: Table,
    field: LongField,
    unit: BitUnit,
) : BitsColumn(table, field, unit, Short::class.javaPrimitiveType) {
    private val cut = unit.cut

    override fun get(row: Int): Long = cut.signed(shortAt(row).toLong())
}

private class IntUnsignedColumn(
    table: Table,
    field: LongField,
    unit: BitUnit,
) : BitsColumn(table, field, unit, Int::class.javaPrimitiveType) {
    private val cut = unit.cut

    override fun get(row: Int): Long = cut.unsigned(intAt(row).toLong())
}

private class IntSignedColumn(
    table: Table,
    field: LongField,
    unit: BitUnit,
) : BitsColumn(table, field, unit, Int::class.javaPrimitiveType) {
    private val cut = unit.cut

    override fun get(row: Int): Long = cut.signed(intAt(row).toLong())
}

private class LongUnsignedColumn(
    table: Table,
    field: LongField,
    unit: BitUnit,
) : BitsColumn(table, field, unit, Long::class.javaPrimitiveType) {
    private val cut = unit.cut

    override fun get(row: Int): Long = cut.unsigned(longAt(row))
}

private class LongSignedColumn(
    table: Table,
    field: LongField,
    unit: BitUnit,
) : BitsColumn(table, field, unit, Long::class.javaPrimitiveType) {
    private val cut = unit.cut

    override fun get(row: Int): Long = cut.signed(longAt(row))
}
