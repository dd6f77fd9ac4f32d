package dev.shmkit.dsl.layout

import dev.shmkit.SharedMemory
import dev.shmkit.dsl.layout.internal.BitAccess
import dev.shmkit.dsl.layout.internal.BitUnit
import dev.shmkit.dsl.layout.internal.Cut
import dev.shmkit.dsl.layout.internal.FieldType
import dev.shmkit.dsl.layout.internal.Place
import dev.shmkit.dsl.layout.internal.QuickPlace

// Of a QuickPlace: bits of units of so many bits, without a sign or with one. The commonest is without one, of 16.
internal const val WAY_BITS_OF_8: Int = 1
internal const val WAY_BITS_OF_32: Int = 2
internal const val WAY_BITS_OF_64: Int = 3
internal const val WAY_SIGNED_BITS_OF_8: Int = 4
internal const val WAY_SIGNED_BITS_OF_16: Int = 5
internal const val WAY_SIGNED_BITS_OF_32: Int = 6
internal const val WAY_SIGNED_BITS_OF_64: Int = 7

private fun unitWay(
    unit: BitUnit,
    signed: Boolean,
): Int =
    when (unit.sizeBytes) {
        Byte.SIZE_BYTES -> if (signed) WAY_SIGNED_BITS_OF_8 else WAY_BITS_OF_8
        Short.SIZE_BYTES -> if (signed) WAY_SIGNED_BITS_OF_16 else 0
        Int.SIZE_BYTES -> if (signed) WAY_SIGNED_BITS_OF_32 else WAY_BITS_OF_32
        else -> if (signed) WAY_SIGNED_BITS_OF_64 else WAY_BITS_OF_64
    }

/**
 * Some bits of a number. Rows and columns read them with a unit, as its alignment is known there; what is here reads them byte by
 * byte, and most lie in one.
 */
internal class BitField(
    place: Place,
    type: FieldType.Bits,
) : LongField(
        place,
        type,
        QuickPlace.NONE,
        QuickPlace.NONE,
        unsigned64 = type.scalar == Scalar.UINT64 && type.width == Long.SIZE_BITS,
    ) {
    init {
        require(!isArray) { "there are no arrays of bits" }
    }

    val bits: FieldType.Bits = type
    val signed: Boolean = type.scalar.signed
    private val unit = BitUnit.of(place, type, offset, place.owner.alignment())
    private val byteCut = BitUnit.of(place, type, offset, Byte.SIZE_BYTES)?.cut

    // Not val, for Sight.zero; never written again.

    /** See [QuickPlace], for the ways [WAY_BITS_OF_8] and below: where the unit is. */
    var quickUnit: QuickPlace =
        if (unit == null) QuickPlace.NONE else QuickPlace.ofUnit(place, unit, unitWay(unit, signed))
        private set

    // Which part of the unit it is. Two numbers without a sign: they are quicker than to work them out.
    private val cut = unit?.cut ?: Cut.NONE
    private val below = cut.below
    private val mask = cut.mask

    /** The value out of its unit, when it has no sign. */
    fun unsigned(unit: Long): Long = (unit ushr below) and mask

    /** The value out of its unit, when it has a sign. */
    fun signed(unit: Long): Long = cut.signed(unit)

    @JvmSynthetic
    override fun load(
        region: SharedMemory,
        at: Long,
    ): Long =
        when {
            byteCut == null -> BitAccess.read(region, at, place.bit, bits)
            signed -> byteCut.signed(region.getByte(at).toLong())
            else -> byteCut.unsigned(region.getByte(at).toLong())
        }

    @JvmSynthetic
    override fun store(
        region: SharedMemory,
        at: Long,
        value: Long,
    ) {
        requireFitting(value)
        if (byteCut == null) {
            BitAccess.write(region, at, place.bit, bits, value)
        } else {
            region.putByte(at, byteCut.replaced(region.getByte(at).toLong(), value).toByte())
        }
    }

    @JvmSynthetic
    override fun requireFitting(value: Long) {
        val (least, greatest) = BitAccess.range(bits)
        if (bits.width < Long.SIZE_BITS && value !in least..greatest) throw outOfRange(value, least, greatest)
    }
}
