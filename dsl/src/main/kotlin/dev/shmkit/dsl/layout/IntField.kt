package dev.shmkit.dsl.layout

import dev.shmkit.SharedMemory
import dev.shmkit.dsl.layout.internal.Accepted
import dev.shmkit.dsl.layout.internal.FieldType
import dev.shmkit.dsl.layout.internal.Numbers
import dev.shmkit.dsl.layout.internal.Place
import dev.shmkit.dsl.layout.internal.QuickPlace
import kotlin.reflect.KProperty

// Ways to read and write, each named after a Scalar. Swapped bytes add 1.
private const val ARRAY = -1
private const val INT8 = 0
private const val UINT8 = 2
private const val INT16 = 4
private const val UINT16 = 6
private const val INT32 = 8

// Of a QuickPlace: the commonest is 0, which is the quickest to compare.
internal const val WAY_INT32: Int = 0
internal const val WAY_UINT16: Int = 1
internal const val WAY_INT16: Int = 2
internal const val WAY_UINT8: Int = 3
internal const val WAY_INT8: Int = 4

private fun quickWay(scalar: Scalar): Int =
    when (scalar) {
        Scalar.INT8 -> WAY_INT8
        Scalar.UINT8 -> WAY_UINT8
        Scalar.INT16 -> WAY_INT16
        Scalar.UINT16 -> WAY_UINT16
        else -> WAY_INT32
    }

/** A field that an `int` can hold: `int8`, `uint8`, `int16`, `uint16`, `int32`. */
public class IntField internal constructor(
    place: Place,
    type: FieldType.Plain,
) : Field(place, type) {
    private val scalar = type.scalar
    private val way =
        when (scalar) {
            Scalar.INT8 -> INT8
            Scalar.UINT8 -> UINT8
            Scalar.INT16 -> INT16
            Scalar.UINT16 -> UINT16
            Scalar.INT32 -> INT32
            else -> throw IllegalArgumentException("no int holds $scalar")
        } + (if (type.swapped) 1 else 0)
    private val plainWay = if (isArray) ARRAY else way

    // Not val, for Sight.zero; never written again.

    /** See [QuickPlace], for the ways [WAY_INT32] and below. */
    @get:JvmSynthetic
    internal var quick: QuickPlace = QuickPlace.of(place, type, quickWay(scalar))
        private set

    /** The same of an array. */
    @get:JvmSynthetic
    internal var quickArray: QuickPlace = QuickPlace.ofArray(place, type, quickWay(scalar))
        private set

    private val least = if (scalar.signed) -1 shl (scalar.sizeBytes * Byte.SIZE_BITS - 1) else 0
    private val greatest = if (scalar.signed) -1 - least else (1 shl scalar.sizeBytes * Byte.SIZE_BITS) - 1

    /** The value, when the field can hold it. */
    @JvmSynthetic
    internal fun fitting(value: Int): Int =
        if (value in least..greatest) value else throw outOfRange(value, least, greatest)

    // A switch and not a class for each width: call sites that see many widths stay inlined.
    @JvmSynthetic
    internal fun get(
        region: SharedMemory,
        row: Long,
    ): Int = load(plainWay, region, row + offset)

    @JvmSynthetic
    internal fun get(
        region: SharedMemory,
        row: Long,
        index: Int,
    ): Int = load(way, region, row + elementOffset(index))

    /** The value at an offset, an element's or that of a field that is no array. */
    @JvmSynthetic
    internal fun load(
        region: SharedMemory,
        at: Long,
    ): Int = load(way, region, at)

    private fun load(
        way: Int,
        region: SharedMemory,
        at: Long,
    ): Int =
        when (way) {
            INT32 -> {
                region.getInt(at)
            }

            INT32 + 1 -> {
                Integer.reverseBytes(region.getInt(at))
            }

            INT16 -> {
                region.getShort(at).toInt()
            }

            INT16 + 1 -> {
                java.lang.Short
                    .reverseBytes(region.getShort(at))
                    .toInt()
            }

            UINT16 -> {
                region.getChar(at).code
            }

            UINT16 + 1 -> {
                Character.reverseBytes(region.getChar(at)).code
            }

            INT8, INT8 + 1 -> {
                region.getByte(at).toInt()
            }

            UINT8, UINT8 + 1 -> {
                region.getByte(at).toInt() and 0xff
            }

            else -> {
                throw needsIndex()
            }
        }

    @JvmSynthetic
    internal fun set(
        region: SharedMemory,
        row: Long,
        value: Int,
    ): Unit = store(plainWay, region, row + offset, value)

    @JvmSynthetic
    internal fun set(
        region: SharedMemory,
        row: Long,
        index: Int,
        value: Int,
    ): Unit = store(way, region, row + elementOffset(index), value)

    @JvmSynthetic
    internal fun store(
        region: SharedMemory,
        at: Long,
        value: Int,
    ): Unit = store(way, region, at, value)

    private fun store(
        way: Int,
        region: SharedMemory,
        at: Long,
        value: Int,
    ) {
        when (way) {
            INT32 -> {
                region.putInt(at, value)
            }

            INT32 + 1 -> {
                region.putInt(at, Integer.reverseBytes(value))
            }

            INT16 -> {
                region.putShort(at, fitting(value).toShort())
            }

            INT16 + 1 -> {
                region.putShort(at, java.lang.Short.reverseBytes(fitting(value).toShort()))
            }

            UINT16 -> {
                region.putChar(at, fitting(value).toChar())
            }

            UINT16 + 1 -> {
                region.putChar(at, Character.reverseBytes(fitting(value).toChar()))
            }

            INT8, INT8 + 1, UINT8, UINT8 + 1 -> {
                region.putByte(at, fitting(value).toByte())
            }

            else -> {
                throw needsIndex()
            }
        }
    }

    override fun readAt(
        region: SharedMemory,
        at: Long,
    ): Any = load(way, region, at)

    @JvmSynthetic
    override fun acceptOne(value: Any): Accepted {
        val number = Numbers.whole(value) ?: throw wrongType(value, "a whole number")
        val fits = number.bitLength() < Long.SIZE_BITS && number.toLong() in least..greatest
        if (!fits) throw outOfRange(value, least, greatest)
        val int = number.toInt()
        return Accepted { region, at -> store(way, region, at, int) }
    }

    /** Lets a property be delegated to its field: `val process by int32()`. */
    @Suppress("UNUSED_PARAMETER")
    public operator fun getValue(
        layout: Any?,
        property: KProperty<*>,
    ): IntField = this
}
