package dev.shmkit.dsl.layout

import dev.shmkit.dsl.layout.internal.BitUnit

/** The column of an `int8` or a `uint8`. */
internal fun byteColumn(
    table: Table,
    field: IntField,
    element: Int?,
    unit: BitUnit?,
): IntColumn =
    when (unit?.sizeBytes) {
        Short.SIZE_BYTES -> halfColumn(table, field, element, unit)
        else -> SingleByteColumn(table, field, element)
    }

private fun halfColumn(
    table: Table,
    field: IntField,
    element: Int?,
    unit: BitUnit,
): IntColumn =
    when {
        unit.below == 0 && field.signed -> LowInt8Column(table, field, element, unit)
        unit.below == 0 -> LowUint8Column(table, field, element, unit)
        field.signed -> HighInt8Column(table, field, element, unit)
        else -> HighUint8Column(table, field, element, unit)
    }

/** One of the bytes of a number of 16 bits, of which the lower one comes first. */
private sealed class HalfColumn(
    table: Table,
    private val field: IntField,
    element: Int?,
    unit: BitUnit,
) : IntColumn(table, field, element, Short::class.javaPrimitiveType, unit) {
    private val byte = unit.below / Byte.SIZE_BITS

    override fun set(
        row: Int,
        value: Int,
    ): Unit = setByteOfShortAt(row, byte, field.fitting(value).toByte())
}

private class LowInt8Column(
    table: Table,
    field: IntField,
    element: Int?,
    unit: BitUnit,
) : HalfColumn(table, field, element, unit) {
    override fun get(row: Int): Int = shortAt(row).toByte().toInt()
}

private class LowUint8Column(
    table: Table,
    field: IntField,
    element: Int?,
    unit: BitUnit,
) : HalfColumn(table, field, element, unit) {
    override fun get(row: Int): Int = shortAt(row) and 0xff
}

private class HighInt8Column(
    table: Table,
    field: IntField,
    element: Int?,
    unit: BitUnit,
) : HalfColumn(table, field, element, unit) {
    override fun get(row: Int): Int = shortAt(row) shr Byte.SIZE_BITS
}

private class HighUint8Column(
    table: Table,
    field: IntField,
    element: Int?,
    unit: BitUnit,
) : HalfColumn(table, field, element, unit) {
    override fun get(row: Int): Int = shortAt(row) shr Byte.SIZE_BITS and 0xff
}

/** Of rows with an odd number of bytes. */
private class SingleByteColumn(
    table: Table,
    private val field: IntField,
    element: Int?,
) : IntColumn(table, field, element, Byte::class.javaPrimitiveType, null) {
    override fun get(row: Int): Int = field.ofSigned(byteAt(row))

    override fun set(
        row: Int,
        value: Int,
    ): Unit = setByteAt(row, field.fitting(value).toByte())
}
