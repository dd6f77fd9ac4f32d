package dev.shmkit.dsl.layout

import dev.shmkit.SharedMemory
import kotlin.reflect.KProperty

/** A `float32`: C's `float`. */
public class FloatField internal constructor(
    place: Place,
    type: FieldType.Plain,
) : Field(place, type) {
    private val swapped = type.swapped
    private val plain = !isArray

    internal fun get(
        region: SharedMemory,
        row: Long,
    ): Float = if (plain) load(region, row + offset) else throw needsIndex()

    internal fun get(
        region: SharedMemory,
        row: Long,
        index: Int,
    ): Float = load(region, row + elementOffset(index))

    private fun load(
        region: SharedMemory,
        at: Long,
    ): Float =
        if (swapped) java.lang.Float.intBitsToFloat(Integer.reverseBytes(region.getInt(at))) else region.getFloat(at)

    internal fun set(
        region: SharedMemory,
        row: Long,
        value: Float,
    ): Unit = if (plain) store(region, row + offset, value) else throw needsIndex()

    internal fun set(
        region: SharedMemory,
        row: Long,
        index: Int,
        value: Float,
    ): Unit = store(region, row + elementOffset(index), value)

    private fun store(
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

    override fun writeAt(
        region: SharedMemory,
        at: Long,
        value: Any,
    ): Unit = store(region, at, (value as? Number ?: throw wrongType(value, "a number")).toFloat())

    /** Lets a property be delegated to its field: `val load by float32()`. */
    @Suppress("NOTHING_TO_INLINE", "UNUSED_PARAMETER")
    public inline operator fun getValue(
        layout: Any?,
        property: KProperty<*>,
    ): FloatField = this
}

/** A `float64`: C's `double`. */
public class DoubleField internal constructor(
    place: Place,
    type: FieldType.Plain,
) : Field(place, type) {
    private val swapped = type.swapped
    private val plain = !isArray

    internal fun get(
        region: SharedMemory,
        row: Long,
    ): Double = if (plain) load(region, row + offset) else throw needsIndex()

    internal fun get(
        region: SharedMemory,
        row: Long,
        index: Int,
    ): Double = load(region, row + elementOffset(index))

    private fun load(
        region: SharedMemory,
        at: Long,
    ): Double {
        if (!swapped) return region.getDouble(at)
        return java.lang.Double.longBitsToDouble(java.lang.Long.reverseBytes(region.getLong(at)))
    }

    internal fun set(
        region: SharedMemory,
        row: Long,
        value: Double,
    ): Unit = if (plain) store(region, row + offset, value) else throw needsIndex()

    internal fun set(
        region: SharedMemory,
        row: Long,
        index: Int,
        value: Double,
    ): Unit = store(region, row + elementOffset(index), value)

    private fun store(
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

    override fun writeAt(
        region: SharedMemory,
        at: Long,
        value: Any,
    ): Unit = store(region, at, (value as? Number ?: throw wrongType(value, "a number")).toDouble())

    /** Lets a property be delegated to its field: `val watts by float64()`. */
    @Suppress("NOTHING_TO_INLINE", "UNUSED_PARAMETER")
    public inline operator fun getValue(
        layout: Any?,
        property: KProperty<*>,
    ): DoubleField = this
}

/** A boolean of one byte: C's `bool`. Every byte but 0 reads as true. */
public class BooleanField internal constructor(
    place: Place,
    type: FieldType.Plain,
) : Field(place, type) {
    private val plain = !isArray

    internal fun get(
        region: SharedMemory,
        row: Long,
    ): Boolean = if (plain) region.getByte(row + offset) != FALSE else throw needsIndex()

    internal fun get(
        region: SharedMemory,
        row: Long,
        index: Int,
    ): Boolean = region.getByte(row + elementOffset(index)) != FALSE

    internal fun set(
        region: SharedMemory,
        row: Long,
        value: Boolean,
    ): Unit = if (plain) store(region, row + offset, value) else throw needsIndex()

    internal fun set(
        region: SharedMemory,
        row: Long,
        index: Int,
        value: Boolean,
    ): Unit = store(region, row + elementOffset(index), value)

    private fun store(
        region: SharedMemory,
        at: Long,
        value: Boolean,
    ) {
        region.putByte(at, if (value) TRUE else FALSE)
    }

    override fun readAt(
        region: SharedMemory,
        at: Long,
    ): Any = region.getByte(at) != FALSE

    override fun writeAt(
        region: SharedMemory,
        at: Long,
        value: Any,
    ): Unit = store(region, at, value as? Boolean ?: throw wrongType(value, "true or false"))

    /** Lets a property be delegated to its field: `val done by bool()`. */
    @Suppress("NOTHING_TO_INLINE", "UNUSED_PARAMETER")
    public inline operator fun getValue(
        layout: Any?,
        property: KProperty<*>,
    ): BooleanField = this

    private companion object {
        const val FALSE: Byte = 0
        const val TRUE: Byte = 1
    }
}

/** A fixed array of char: UTF-8 up to the first NUL or to the array's end. Text that fills the array has no NUL after it. */
public class TextField internal constructor(
    place: Place,
    type: FieldType.Text,
) : Field(place, type) {
    internal fun get(
        region: SharedMemory,
        row: Long,
    ): String = readAt(region, row + offset)

    internal fun set(
        region: SharedMemory,
        row: Long,
        value: String,
    ): Unit = writeAt(region, row + offset, value)

    override fun readAt(
        region: SharedMemory,
        at: Long,
    ): String {
        val bytes = region.getBytes(at, ByteArray(type.sizeBytes))
        val end = bytes.indexOf(0)
        return String(bytes, 0, if (end < 0) bytes.size else end, Charsets.UTF_8)
    }

    override fun writeAt(
        region: SharedMemory,
        at: Long,
        value: Any,
    ) {
        val text = (value as? CharSequence ?: throw wrongType(value, "text")).toString()
        val utf8 = text.toByteArray(Charsets.UTF_8)
        require(utf8.size <= type.sizeBytes) {
            "$label is $typeName: it takes ${type.sizeBytes} bytes of UTF-8, and the text has ${utf8.size}"
        }
        require('\u0000' !in text) { "$label takes no text with a NUL character, at which a reader would stop" }
        region.putBytes(at, utf8.copyOf(type.sizeBytes))
    }

    /** Lets a property be delegated to its field: `val name by chars(16)`. */
    @Suppress("NOTHING_TO_INLINE", "UNUSED_PARAMETER")
    public inline operator fun getValue(
        layout: Any?,
        property: KProperty<*>,
    ): TextField = this
}

/** A struct inside the struct: reads as a [Row] of its own layout. */
public class StructField internal constructor(
    place: Place,
    type: FieldType.Nested,
) : Field(place, type) {
    /** The layout of the struct inside. */
    @get:JvmName("layout")
    public val layout: Layout = type.layout

    internal fun get(
        region: SharedMemory,
        row: Long,
    ): Row = if (isArray) throw needsIndex() else readAt(region, row + offset)

    internal fun get(
        region: SharedMemory,
        row: Long,
        index: Int,
    ): Row = readAt(region, row + elementOffset(index))

    override fun readAt(
        region: SharedMemory,
        at: Long,
    ): Row = Row(region, layout, at, name)

    override fun writeAt(
        region: SharedMemory,
        at: Long,
        value: Any,
    ) {
        val row = readAt(region, at)
        when (value) {
            is Map<*, *> -> value.forEach { (name, part) -> row.set(name.toString(), part ?: throw missing(name)) }
            is Record -> row.write(value)
            else -> throw wrongType(value, "a map or a record")
        }
    }

    private fun missing(name: Any?) = IllegalArgumentException("$label takes no null for \"$name\"")

    /** Lets a property be delegated to its field: `val position by struct(Vector)`. */
    @Suppress("NOTHING_TO_INLINE", "UNUSED_PARAMETER")
    public inline operator fun getValue(
        layout: Any?,
        property: KProperty<*>,
    ): StructField = this
}
