package dev.shmkit.dsl.layout

import dev.shmkit.NumberData
import dev.shmkit.SharedMemory

/**
 * The numbers of a table's rows, for handles whose field is one that a buffer holds: in the machine's order, and in every row at a
 * multiple of its size. See [dev.shmkit.dsl.layout.internal.QuickPlace] for who may ask.
 */
public sealed class QuickRows(
    region: SharedMemory,
    start: Long,
    lengthBytes: Long,
) : NumberData(region, start, lengthBytes) {
    @JvmSynthetic
    internal fun byte(distance: Int): Int = byteAt(distance)

    @JvmSynthetic
    internal fun setByte(
        distance: Int,
        value: Byte,
    ): Unit = setByteAt(distance, value)

    @JvmSynthetic
    internal fun short(distance: Int): Int = shortAt(distance)

    @JvmSynthetic
    internal fun setShort(
        distance: Int,
        value: Short,
    ): Unit = setShortAt(distance, value)

    @JvmSynthetic
    internal fun int(distance: Int): Int = intAt(distance)

    @JvmSynthetic
    internal fun setInt(
        distance: Int,
        value: Int,
    ): Unit = setIntAt(distance, value)

    @JvmSynthetic
    internal fun long(distance: Int): Long = longAt(distance)

    @JvmSynthetic
    internal fun setLong(
        distance: Int,
        value: Long,
    ): Unit = setLongAt(distance, value)

    @JvmSynthetic
    internal fun float(distance: Int): Float = floatAt(distance)

    @JvmSynthetic
    internal fun setFloat(
        distance: Int,
        value: Float,
    ): Unit = setFloatAt(distance, value)

    @JvmSynthetic
    internal fun double(distance: Int): Double = doubleAt(distance)

    @JvmSynthetic
    internal fun setDouble(
        distance: Int,
        value: Double,
    ): Unit = setDoubleAt(distance, value)
}
