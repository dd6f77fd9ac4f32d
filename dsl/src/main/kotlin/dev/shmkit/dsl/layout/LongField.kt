package dev.shmkit.dsl.layout

import dev.shmkit.SharedMemory
import dev.shmkit.dsl.layout.internal.Accepted
import dev.shmkit.dsl.layout.internal.BitAccess
import dev.shmkit.dsl.layout.internal.BitUnit
import dev.shmkit.dsl.layout.internal.Cut
import dev.shmkit.dsl.layout.internal.FieldType
import dev.shmkit.dsl.layout.internal.Numbers
import dev.shmkit.dsl.layout.internal.Place
import dev.shmkit.dsl.layout.internal.QuickPlace
import kotlin.reflect.KProperty

private const val ARRAY = 0
private const val BITS = 1
private const val HALF = Int.SIZE_BYTES
private const val WIDE = Long.SIZE_BYTES
private const val UINT32_MASK = 0xffff_ffffL

// Of a QuickPlace: whole numbers, and bits of units of so many bits, without or with a sign.
internal const val WAY_INT64: Int = 0
internal const val WAY_UINT32: Int = 1
internal const val WAY_BITS_OF_8: Int = 2
internal const val WAY_BITS_OF_16: Int = 3
internal const val WAY_BITS_OF_32: Int = 4
internal const val WAY_BITS_OF_64: Int = 5
internal const val WAY_SIGNED_BITS_OF_8: Int = 6
internal const val WAY_SIGNED_BITS_OF_16: Int = 7
internal const val WAY_SIGNED_BITS_OF_32: Int = 8
internal const val WAY_SIGNED_BITS_OF_64: Int = 9

private fun quickWay(scalar: Scalar): Int = if (scalar == Scalar.UINT32) WAY_UINT32 else WAY_INT64

private fun unitWay(
    unit: BitUnit,
    signed: Boolean,
): Int =
    when (unit.sizeBytes) {
        Byte.SIZE_BYTES -> if (signed) WAY_SIGNED_BITS_OF_8 else WAY_BITS_OF_8
        Short.SIZE_BYTES -> if (signed) WAY_SIGNED_BITS_OF_16 else WAY_BITS_OF_16
        Int.SIZE_BYTES -> if (signed) WAY_SIGNED_BITS_OF_32 else WAY_BITS_OF_32
        else -> if (signed) WAY_SIGNED_BITS_OF_64 else WAY_BITS_OF_64
    }

/**
 * A field that takes a `long`: `uint32`, `int64`, `uint64` and bit fields. The `long` of a `uint64` has the same 64 bits, see
 * [java.lang.Long.toUnsignedString].
 */
public class LongField internal constructor(
    place: Place,
    type: FieldType,
) : Field(place, type) {
    private val bits = type as? FieldType.Bits
    private val swapped = (type as? FieldType.Plain)?.swapped ?: false
    private val way = (if (bits != null) BITS else scalar().sizeBytes) * (if (swapped) -1 else 1)
    private val plainWay = if (isArray) ARRAY else way

    // Bits are read with a unit in rows, whose alignment is known; elsewhere byte by byte, and most lie in one.
    private val unit = bits?.let { BitUnit.of(place, it, offset, place.owner.alignment()) }
    private val byteUnit = bits?.let { BitUnit.of(place, it, offset, Byte.SIZE_BYTES) }
    private val byteCut = byteUnit?.cut ?: Cut.NONE
    private val bitsInOneByte = byteUnit != null
    private val bitsSigned = bits != null && bits.scalar.signed

    // Not val, for QuickPlace.zero; never written again.

    /** See [QuickPlace], for the ways [WAY_INT64] and below. */
    @get:JvmSynthetic
    internal var quick: QuickPlace =
        if (bits == null) {
            QuickPlace.of(place, type, quickWay(scalar()))
        } else if (unit == null) {
            QuickPlace.NONE
        } else {
            QuickPlace.ofUnit(place, unit, unitWay(unit, bitsSigned))
        }
        private set

    /** The same of an array. */
    @get:JvmSynthetic
    internal var quickArray: QuickPlace = QuickPlace.ofArray(place, type, quickWay(scalar()))
        private set

    /** Which part of its unit a bit field is. */
    @get:JvmSynthetic
    internal val cut: Cut = unit?.cut ?: Cut.NONE

    private fun scalar() = bits?.scalar ?: (type as FieldType.Plain).scalar

    @JvmSynthetic
    internal fun get(
        region: SharedMemory,
        row: Long,
    ): Long = load(plainWay, region, row + offset)

    @JvmSynthetic
    internal fun get(
        region: SharedMemory,
        row: Long,
        index: Int,
    ): Long = load(way, region, row + elementOffset(index))

    /** The value at an offset, an element's or that of a field that is no array. */
    @JvmSynthetic
    internal fun load(
        region: SharedMemory,
        at: Long,
    ): Long = load(way, region, at)

    private fun load(
        way: Int,
        region: SharedMemory,
        at: Long,
    ): Long =
        when (way) {
            WIDE -> region.getLong(at)
            -WIDE -> java.lang.Long.reverseBytes(region.getLong(at))
            HALF -> region.getInt(at).toLong() and UINT32_MASK
            -HALF -> Integer.reverseBytes(region.getInt(at)).toLong() and UINT32_MASK
            BITS -> bits(region, at)
            else -> throw needsIndex()
        }

    private fun bits(
        region: SharedMemory,
        at: Long,
    ): Long =
        when {
            !bitsInOneByte -> BitAccess.read(region, at, place.bit, bits!!)
            bitsSigned -> byteCut.signed(region.getByte(at).toLong())
            else -> byteCut.unsigned(region.getByte(at).toLong())
        }

    @JvmSynthetic
    internal fun set(
        region: SharedMemory,
        row: Long,
        value: Long,
    ): Unit = store(plainWay, region, row + offset, value)

    @JvmSynthetic
    internal fun set(
        region: SharedMemory,
        row: Long,
        index: Int,
        value: Long,
    ): Unit = store(way, region, row + elementOffset(index), value)

    @JvmSynthetic
    internal fun store(
        region: SharedMemory,
        at: Long,
        value: Long,
    ): Unit = store(way, region, at, value)

    private fun store(
        way: Int,
        region: SharedMemory,
        at: Long,
        value: Long,
    ) {
        when (way) {
            WIDE -> region.putLong(at, value)
            -WIDE -> region.putLong(at, java.lang.Long.reverseBytes(value))
            HALF -> region.putInt(at, uint32(value))
            -HALF -> region.putInt(at, Integer.reverseBytes(uint32(value)))
            BITS -> setBits(region, at, requireFitting(value))
            else -> throw needsIndex()
        }
    }

    private fun setBits(
        region: SharedMemory,
        at: Long,
        value: Long,
    ) {
        if (bitsInOneByte) {
            region.putByte(at, byteCut.replaced(region.getByte(at).toLong(), value).toByte())
        } else {
            BitAccess.write(region, at, place.bit, bits!!, value)
        }
    }

    @JvmSynthetic
    internal fun uint32(value: Long): Int =
        if (value ushr Int.SIZE_BITS == 0L) value.toInt() else throw outOfRange(value, 0, UINT32_MASK)

    private fun requireFitting(value: Long): Long {
        val (least, greatest) = BitAccess.range(bits!!)
        val wide = bits.width == Long.SIZE_BITS
        return if (wide || value in least..greatest) value else throw outOfRange(value, least, greatest)
    }

    override fun readAt(
        region: SharedMemory,
        at: Long,
    ): Any = boxed(load(way, region, at))

    /** As people read it. */
    @JvmSynthetic
    internal fun boxed(value: Long): Any = if (unsigned64()) Numbers.unsigned(value) else value

    @JvmSynthetic
    override fun acceptOne(value: Any): Accepted {
        val number = Numbers.whole(value) ?: throw wrongType(value, "a whole number")
        if (unsigned64()) {
            if (number.signum() < 0 || number.bitLength() > Long.SIZE_BITS) {
                throw outOfRange(value, 0, Numbers.unsigned(-1))
            }
        } else if (number.bitLength() >= Long.SIZE_BITS) {
            throw outOfRange(value, Long.MIN_VALUE, Long.MAX_VALUE)
        }
        val long = number.toLong()
        when {
            bits != null -> requireFitting(long)
            scalar() == Scalar.UINT32 -> uint32(long)
        }
        return Accepted { region, at -> store(way, region, at, long) }
    }

    private fun unsigned64() = scalar() == Scalar.UINT64 && (bits == null || bits.width == Long.SIZE_BITS)

    /** Lets a property be delegated to its field: `val hint by uint32()`. */
    @Suppress("UNUSED_PARAMETER")
    public operator fun getValue(
        layout: Any?,
        property: KProperty<*>,
    ): LongField = this
}
