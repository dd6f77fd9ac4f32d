package dev.shmkit.dsl.layout

import dev.shmkit.SharedMemory
import dev.shmkit.StridedData

/**
 * The numbers of a table's rows, for handles whose field is one in the machine's order. See
 * [dev.shmkit.dsl.layout.internal.QuickPlace] for who may ask, and
 * for the zero.
 */
public sealed class QuickRows(
    region: SharedMemory,
    start: Long,
    rowBytes: Int,
    rows: Int,
) : StridedData(region, start, rowBytes, rowBytes, rows) {
    @JvmSynthetic
    internal fun boolean(
        row: Int,
        distance: Int,
    ): Boolean = booleanAt(row, distance)

    @JvmSynthetic
    internal fun byte(
        row: Int,
        distance: Int,
        zero: Int,
    ): Int = byteAt(row, distance, zero)

    @JvmSynthetic
    internal fun setByte(
        row: Int,
        distance: Int,
        value: Byte,
    ): Unit = setByteAt(row, distance, value)

    @JvmSynthetic
    internal fun short(
        row: Int,
        distance: Int,
    ): Int = shortAt(row, distance)

    @JvmSynthetic
    internal fun setShort(
        row: Int,
        distance: Int,
        value: Short,
    ): Unit = setShortAt(row, distance, value)

    @JvmSynthetic
    internal fun int(
        row: Int,
        distance: Int,
        zero: Int,
    ): Int = intAt(row, distance, zero)

    @JvmSynthetic
    internal fun setInt(
        row: Int,
        distance: Int,
        value: Int,
    ): Unit = setIntAt(row, distance, value)

    @JvmSynthetic
    internal fun long(
        row: Int,
        distance: Int,
    ): Long = longAt(row, distance)

    @JvmSynthetic
    internal fun setLong(
        row: Int,
        distance: Int,
        value: Long,
    ): Unit = setLongAt(row, distance, value)
}
