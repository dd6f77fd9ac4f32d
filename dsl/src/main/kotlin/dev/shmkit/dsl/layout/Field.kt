package dev.shmkit.dsl.layout

import dev.shmkit.SharedMemory
import dev.shmkit.dsl.display.Grid
import dev.shmkit.dsl.display.counted
import dev.shmkit.dsl.layout.internal.Accepted
import dev.shmkit.dsl.layout.internal.Elements
import dev.shmkit.dsl.layout.internal.FieldType
import dev.shmkit.dsl.layout.internal.Place
import dev.shmkit.dsl.layout.internal.Values
import dev.shmkit.internal.text.Printable

/**
 * A typed handle on one field of a layout. Get and set go through a [Row], which checks that the handle belongs to its layout.
 * Immutable and thread-safe.
 */
public sealed class Field(
    @get:JvmSynthetic
    internal val place: Place,
    @get:JvmSynthetic
    internal val type: FieldType,
) {
    @get:JvmSynthetic
    internal val owner: Layout = place.owner

    init {
        // Rows count on it, whoever made the place.
        val end =
            place.offset + (if (type is FieldType.Bits) bytesOf(type).toLong() else type.sizeBytes.toLong() * count)
        require(end <= owner.sizeBytes()) { "$label is not inside it" }
    }

    /** Its name; for one inside a nested struct or array, the way to it: `pos.x`, `samples[3]`. */
    @get:JvmName("name")
    public val name: String get() = place.path

    /** Its first byte, counted from the first byte of the row. A bit field may begin inside that byte. */
    @get:JvmName("offset")
    public val offset: Int = place.offset

    /** True for an array, whose elements are read by index. */
    public val isArray: Boolean get() = place.count != Place.NO_ARRAY

    /** How many elements an array has, 1 for a field that is none. */
    @get:JvmName("count")
    public val count: Int get() = if (isArray) place.count else 1

    /** Bytes that the field takes, all elements of an array together; for a bit field, of the bytes that its bits lie in. */
    @get:JvmName("sizeBytes")
    public val sizeBytes: Int
        get() = if (type is FieldType.Bits) bytesOf(type) else type.sizeBytes * count

    /** Its type as layouts write it: `uint32`, `int64[8]`, `char[16]`, `struct vec`, `uint32:3`. */
    @get:JvmName("typeName")
    public val typeName: String get() = if (isArray) "$type[${place.count}]" else type.toString()

    /** What the error messages call it. */
    @get:JvmSynthetic
    internal val label: String get() = "field \"$name\" of layout \"${owner.name()}\""

    private fun bytesOf(bits: FieldType.Bits) = (place.bit + bits.width + 7) / 8

    // A long, so that one comparison without a sign is all.
    private val elements = if (isArray) place.count.toLong() else 0

    /** Whether an array has such an element. What is no array has none. */
    @JvmSynthetic
    internal fun has(index: Int): Boolean = Integer.toUnsignedLong(index) < elements

    @JvmSynthetic
    internal fun elementOffset(index: Int): Int {
        if (!has(index)) throw noElement(index)
        return offset + index * type.sizeBytes
    }

    /** Why it cannot be used with a row or a table of a layout that is not its own, and maybe only looks like it. */
    @JvmSynthetic
    internal fun foreignTo(
        layout: Layout,
        what: String,
    ): RuntimeException {
        val why =
            if (layout.name() == owner.name()) {
                "whose layout is another one named \"${layout.name()}\": it was declared again; make " +
                    "the table again, and take the field from the same layout"
            } else {
                "whose layout is \"${layout.name()}\""
            }
        return IllegalArgumentException("$label is not of this $what, $why")
    }

    /** Why there is no such element; the index may be larger than any number. */
    @JvmSynthetic
    internal fun noElement(index: Any): RuntimeException =
        if (isArray) {
            IndexOutOfBoundsException("$label has ${count.counted("element")}: there is no element $index")
        } else {
            IllegalArgumentException("$label is $typeName and no array: leave the index $index away")
        }

    @JvmSynthetic
    internal fun needsIndex(): RuntimeException =
        IllegalArgumentException("$label is $typeName, an array: give an index, 0 to ${count - 1}")

    /** The value at this field of a row, boxed; a list for an array. */
    @JvmSynthetic
    internal fun read(
        region: SharedMemory,
        row: Long,
    ): Any = if (isArray) List(count) { readAt(region, row + elementOffset(it)) } else readAt(region, row + offset)

    /** The value as a cell shows it; of a long array the first elements. */
    @JvmSynthetic
    internal fun shown(
        region: SharedMemory,
        row: Long,
    ): String {
        if (!isArray) return Values.text(readAt(region, row + offset))
        val some = Values.text(List(minOf(count, MOST_SHOWN)) { readAt(region, row + elementOffset(it)) })
        return if (count <= MOST_SHOWN) some else some.dropLast(1) + " … and ${count - MOST_SHOWN} more]"
    }

    @JvmSynthetic
    internal fun write(
        region: SharedMemory,
        row: Long,
        value: Any,
    ): Unit = accept(value).store(region, row)

    /** Takes all of a value, a list or an array for an array, or refuses it. What is accepted is stored at a row's begin. */
    @JvmSynthetic
    internal fun accept(value: Any): Accepted {
        if (!isArray) return moved(acceptOne(value), offset)
        val elements = Elements.of(value) ?: throw wrongType(value, "a list or an array")
        val parts = elements.mapIndexed { index, element -> acceptOne(element ?: throw nullElement(index)) }
        require(parts.size == count) { "$label has ${count.counted("element")}, not ${parts.size}" }
        return Accepted.all(parts.mapIndexed { index, part -> moved(part, elementOffset(index)) })
    }

    private fun moved(
        part: Accepted,
        bytes: Int,
    ) = Accepted { region, row -> part.store(region, row + bytes) }

    private fun nullElement(index: Int) =
        IllegalArgumentException("$label takes no null, and element $index is one; give a value for each element")

    protected abstract fun readAt(
        region: SharedMemory,
        at: Long,
    ): Any

    /** Takes a value for the field, or for one element of an array, to be stored where that begins. */
    @JvmSynthetic
    internal abstract fun acceptOne(value: Any): Accepted

    @JvmSynthetic
    internal fun wrongType(
        value: Any,
        wanted: String,
    ): IllegalArgumentException =
        IllegalArgumentException(
            "$label is $typeName: it takes $wanted, not the ${value.javaClass.simpleName} ${told(value)}",
        )

    @JvmSynthetic
    internal fun outOfRange(
        value: Any,
        least: Any,
        greatest: Any,
    ): IllegalArgumentException =
        IllegalArgumentException("$label is $typeName: it takes $least to $greatest, not ${told(value)}")

    /** It may be text out of shared memory, or much of it. */
    private fun told(value: Any): String {
        if (value !is Row) return Printable.shortened(value.toString(), MOST_TOLD)
        val name = value.layout.name()
        val declaredAgain = this is StructField && layout.name() == name
        return if (declaredAgain) "of another layout named \"$name\"" else "of layout \"$name\""
    }

    /** In one line, of which a long way to a field may leave out the middle. */
    override fun toString(): String = Printable.shortened("$typeName $name @ $offset", Grid.MOST_COLUMNS)

    private companion object {
        private const val MOST_SHOWN = 64
        private const val MOST_TOLD = 60
    }
}
