package dev.shmkit.dsl.layout

import dev.shmkit.SharedMemory
import dev.shmkit.dsl.layout.internal.Accepted
import dev.shmkit.dsl.layout.internal.FieldType
import dev.shmkit.dsl.layout.internal.Place
import dev.shmkit.dsl.layout.internal.QuickPlace
import kotlin.reflect.KProperty

private const val FALSE: Byte = 0
private const val TRUE: Byte = 1

/** The byte that means it. */
internal fun writtenBoolean(value: Boolean): Byte = if (value) TRUE else FALSE

/** A boolean of one byte: C's `bool`. Every byte but 0 reads as true. */
public class BooleanField internal constructor(
    place: Place,
    type: FieldType.Plain,
) : Field(place, type) {
    init {
        require(type.scalar == Scalar.BOOL) { "no boolean is a ${type.scalar}" }
    }

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
    ): Boolean = if (plain) load(region, row + offset) else throw needsIndex()

    @JvmSynthetic
    internal fun get(
        region: SharedMemory,
        row: Long,
        index: Int,
    ): Boolean = load(region, row + elementOffset(index))

    @JvmSynthetic
    internal fun load(
        region: SharedMemory,
        at: Long,
    ): Boolean = region.getByte(at) != FALSE

    @JvmSynthetic
    internal fun set(
        region: SharedMemory,
        row: Long,
        value: Boolean,
    ): Unit = if (plain) store(region, row + offset, value) else throw needsIndex()

    @JvmSynthetic
    internal fun set(
        region: SharedMemory,
        row: Long,
        index: Int,
        value: Boolean,
    ): Unit = store(region, row + elementOffset(index), value)

    @JvmSynthetic
    internal fun store(
        region: SharedMemory,
        at: Long,
        value: Boolean,
    ) {
        region.putByte(at, writtenBoolean(value))
    }

    override fun readAt(
        region: SharedMemory,
        at: Long,
    ): Any = load(region, at)

    @JvmSynthetic
    override fun acceptOne(value: Any): Accepted {
        val boolean = value as? Boolean ?: throw wrongType(value, "true or false")
        return Accepted { region, at -> store(region, at, boolean) }
    }

    /** Lets a property be delegated to its field: `val done by bool()`. */
    @Suppress("UNUSED_PARAMETER")
    public operator fun getValue(
        layout: Any?,
        property: KProperty<*>,
    ): BooleanField = this
}
