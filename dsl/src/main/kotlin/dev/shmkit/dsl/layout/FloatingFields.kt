package dev.shmkit.dsl.layout

import dev.shmkit.SharedMemory
import dev.shmkit.dsl.layout.internal.Accepted
import dev.shmkit.dsl.layout.internal.FieldType
import dev.shmkit.dsl.layout.internal.Place
import dev.shmkit.dsl.layout.internal.QuickPlace
import kotlin.reflect.KProperty

/** Tells an infinity that was given from a number that is too large. */
private fun isInfinity(value: Number): Boolean = (value is Double || value is Float) && value.toDouble().isInfinite()

/** A `float32`: C's `float`. */
public class FloatField internal constructor(
    place: Place,
    type: FieldType.Plain,
) : Field(place, type) {
    init {
        require(type.scalar == Scalar.FLOAT32) { "no float is a ${type.scalar}" }
    }

    private val swapped = type.swapped
    private val plain = !isArray

    /** See [QuickPlace]. */
    @get:JvmSynthetic
    internal val quick: QuickPlace = QuickPlace.of(place, type, 0)

    /** See [QuickPlace]. */
    @get:JvmSynthetic
    internal val quickArray: QuickPlace = QuickPlace.ofArray(place, type, 0)

    @JvmSynthetic
    internal fun get(
        region: SharedMemory,
        row: Long,
    ): Float = if (plain) load(region, row + offset) else throw needsIndex()

    @JvmSynthetic
    internal fun get(
        region: SharedMemory,
        row: Long,
        index: Int,
    ): Float = load(region, row + elementOffset(index))

    @JvmSynthetic
    internal fun load(
        region: SharedMemory,
        at: Long,
    ): Float =
        if (swapped) java.lang.Float.intBitsToFloat(Integer.reverseBytes(region.getInt(at))) else region.getFloat(at)

    @JvmSynthetic
    internal fun set(
        region: SharedMemory,
        row: Long,
        value: Float,
    ): Unit = if (plain) store(region, row + offset, value) else throw needsIndex()

    @JvmSynthetic
    internal fun set(
        region: SharedMemory,
        row: Long,
        index: Int,
        value: Float,
    ): Unit = store(region, row + elementOffset(index), value)

    @JvmSynthetic
    internal fun store(
        region: SharedMemory,
        at: Long,
        value: Float,
    ) {
        if (swapped) {
            region.putInt(at, Integer.reverseBytes(java.lang.Float.floatToRawIntBits(value)))
        } else {
            region.putFloat(at, value)
        }
    }

    override fun readAt(
        region: SharedMemory,
        at: Long,
    ): Any = load(region, at)

    @JvmSynthetic
    override fun acceptOne(value: Any): Accepted {
        val given = value as? Number ?: throw wrongType(value, "a number")
        val number = given.toFloat()
        if (number.isInfinite() && !isInfinity(given)) throw outOfRange(value, -Float.MAX_VALUE, Float.MAX_VALUE)
        return Accepted { region, at -> store(region, at, number) }
    }

    /** Lets a property be delegated to its field: `val load by float32()`. */
    @Suppress("UNUSED_PARAMETER")
    public operator fun getValue(
        layout: Any?,
        property: KProperty<*>,
    ): FloatField = this
}

/** A `float64`: C's `double`. */
public class DoubleField internal constructor(
    place: Place,
    type: FieldType.Plain,
) : Field(place, type) {
    init {
        require(type.scalar == Scalar.FLOAT64) { "no double is a ${type.scalar}" }
    }

    private val swapped = type.swapped
    private val plain = !isArray

    /** See [QuickPlace]. */
    @get:JvmSynthetic
    internal val quick: QuickPlace = QuickPlace.of(place, type, 0)

    /** See [QuickPlace]. */
    @get:JvmSynthetic
    internal val quickArray: QuickPlace = QuickPlace.ofArray(place, type, 0)

    @JvmSynthetic
    internal fun get(
        region: SharedMemory,
        row: Long,
    ): Double = if (plain) load(region, row + offset) else throw needsIndex()

    @JvmSynthetic
    internal fun get(
        region: SharedMemory,
        row: Long,
        index: Int,
    ): Double = load(region, row + elementOffset(index))

    @JvmSynthetic
    internal fun load(
        region: SharedMemory,
        at: Long,
    ): Double {
        if (!swapped) return region.getDouble(at)
        return java.lang.Double.longBitsToDouble(java.lang.Long.reverseBytes(region.getLong(at)))
    }

    @JvmSynthetic
    internal fun set(
        region: SharedMemory,
        row: Long,
        value: Double,
    ): Unit = if (plain) store(region, row + offset, value) else throw needsIndex()

    @JvmSynthetic
    internal fun set(
        region: SharedMemory,
        row: Long,
        index: Int,
        value: Double,
    ): Unit = store(region, row + elementOffset(index), value)

    @JvmSynthetic
    internal fun store(
        region: SharedMemory,
        at: Long,
        value: Double,
    ) {
        if (swapped) {
            region.putLong(at, java.lang.Long.reverseBytes(java.lang.Double.doubleToRawLongBits(value)))
        } else {
            region.putDouble(at, value)
        }
    }

    override fun readAt(
        region: SharedMemory,
        at: Long,
    ): Any = load(region, at)

    @JvmSynthetic
    override fun acceptOne(value: Any): Accepted {
        val given = value as? Number ?: throw wrongType(value, "a number")
        val number = given.toDouble()
        if (number.isInfinite() && !isInfinity(given)) throw outOfRange(value, -Double.MAX_VALUE, Double.MAX_VALUE)
        return Accepted { region, at -> store(region, at, number) }
    }

    /** Lets a property be delegated to its field: `val watts by float64()`. */
    @Suppress("UNUSED_PARAMETER")
    public operator fun getValue(
        layout: Any?,
        property: KProperty<*>,
    ): DoubleField = this
}
