package dev.shmkit.dsl.layout

import dev.shmkit.SharedMemory
import dev.shmkit.dsl.layout.internal.Accepted
import dev.shmkit.dsl.layout.internal.FieldType
import dev.shmkit.dsl.layout.internal.Numbers
import dev.shmkit.dsl.layout.internal.Place
import dev.shmkit.dsl.layout.internal.QuickPlace
import kotlin.reflect.KProperty

internal const val UINT32_MASK: Long = 0xffff_ffffL

/**
 * A field that takes a `long`: `uint32`, `int64`, `uint64` and bit fields. The `long` of a `uint64` has the same 64 bits, see
 * [java.lang.Long.toUnsignedString].
 */
public sealed class LongField(
    place: Place,
    type: FieldType,
    quick: QuickPlace,
    quickArray: QuickPlace,
    private val unsigned64: Boolean,
) : Field(place, type) {
    private val plain = !isArray

    // Not val, for Sight.zero; never written again.

    /** See [QuickPlace], for 64 bits and for [WAY_UINT32]; a bit field has none, but [BitField.quickUnit]. */
    @get:JvmSynthetic
    internal var quick: QuickPlace = quick
        private set

    /** The same of an array. */
    @get:JvmSynthetic
    internal var quickArray: QuickPlace = quickArray
        private set

    @JvmSynthetic
    internal fun get(
        region: SharedMemory,
        row: Long,
    ): Long = if (plain) load(region, row + offset) else throw needsIndex()

    @JvmSynthetic
    internal fun get(
        region: SharedMemory,
        row: Long,
        index: Int,
    ): Long = load(region, row + elementOffset(index))

    /** The value at an offset, an element's or that of a field that is no array. */
    @JvmSynthetic
    internal abstract fun load(
        region: SharedMemory,
        at: Long,
    ): Long

    @JvmSynthetic
    internal fun set(
        region: SharedMemory,
        row: Long,
        value: Long,
    ): Unit = if (plain) store(region, row + offset, value) else throw needsIndex()

    @JvmSynthetic
    internal fun set(
        region: SharedMemory,
        row: Long,
        index: Int,
        value: Long,
    ): Unit = store(region, row + elementOffset(index), value)

    /** Writes a value, if it fits, where [load] reads it. */
    @JvmSynthetic
    internal abstract fun store(
        region: SharedMemory,
        at: Long,
        value: Long,
    )

    final override fun readAt(
        region: SharedMemory,
        at: Long,
    ): Any = boxed(load(region, at))

    /** As people read it. */
    @JvmSynthetic
    internal fun boxed(value: Long): Any = if (unsigned64) Numbers.unsigned(value) else value

    /** The value of a `uint32`, when that can hold it. */
    @JvmSynthetic
    internal fun uint32(value: Long): Int =
        if (value ushr Int.SIZE_BITS == 0L) value.toInt() else throw outOfRange(value, 0, UINT32_MASK)

    /** Throws when the field cannot hold the value. */
    @JvmSynthetic
    internal abstract fun requireFitting(value: Long)

    @JvmSynthetic
    final override fun acceptOne(value: Any): Accepted {
        val number = Numbers.whole(value) ?: throw wrongType(value, "a whole number")
        if (unsigned64) {
            if (number.signum() < 0 || number.bitLength() > Long.SIZE_BITS) {
                throw outOfRange(value, 0, Numbers.unsigned(-1))
            }
        } else if (number.bitLength() >= Long.SIZE_BITS) {
            throw outOfRange(value, Long.MIN_VALUE, Long.MAX_VALUE)
        }
        val long = number.toLong()
        requireFitting(long)
        return Accepted { region, at -> store(region, at, long) }
    }

    /** Lets a property be delegated to its field: `val hint by uint32()`. */
    @Suppress("UNUSED_PARAMETER")
    public operator fun getValue(
        layout: Any?,
        property: KProperty<*>,
    ): LongField = this
}
