package dev.shmkit.dsl.layout

import dev.shmkit.SharedMemory
import dev.shmkit.StridedData

/**
 * The numbers of a table's rows, for handles whose field is one in the machine's order: see
 * [dev.shmkit.dsl.layout.internal.QuickPlace] for who may ask, and [dev.shmkit.dsl.layout.internal.Sight] for the zero.
 */
public sealed class QuickRows(
    region: SharedMemory,
    start: Long,
    rowBytes: Int,
    rows: Int,
) : StridedData(region, start, rowBytes, rowBytes, rows) {
    @JvmSynthetic
    internal fun boolean(
        begin: Long,
        distance: Long,
    ): Boolean = booleanAt(begin, distance)

    @JvmSynthetic
    internal fun byte(
        begin: Long,
        distance: Long,
        zero: Int,
    ): Int = byteAt(begin, distance, zero)

    @JvmSynthetic
    internal fun setByte(
        begin: Long,
        distance: Long,
        value: Byte,
    ): Unit = setByteAt(begin, distance, value)

    @JvmSynthetic
    internal fun short(
        begin: Long,
        distance: Long,
    ): Int = shortAt(begin, distance)

    @JvmSynthetic
    internal fun setShort(
        begin: Long,
        distance: Long,
        value: Short,
    ): Unit = setShortAt(begin, distance, value)

    @JvmSynthetic
    internal fun int(
        begin: Long,
        distance: Long,
        zero: Int,
    ): Int = intAt(begin, distance, zero)

    @JvmSynthetic
    internal fun setInt(
        begin: Long,
        distance: Long,
        value: Int,
    ): Unit = setIntAt(begin, distance, value)

    @JvmSynthetic
    internal fun long(
        begin: Long,
        distance: Long,
    ): Long = longAt(begin, distance)

    @JvmSynthetic
    internal fun setLong(
        begin: Long,
        distance: Long,
        value: Long,
    ): Unit = setLongAt(begin, distance, value)
}
