package dev.shmkit.dsl.layout

import dev.shmkit.SharedMemory
import dev.shmkit.dsl.display.counted
import dev.shmkit.dsl.layout.internal.Accepted
import dev.shmkit.dsl.layout.internal.FieldType
import dev.shmkit.dsl.layout.internal.Place
import dev.shmkit.internal.text.Utf8
import kotlin.reflect.KProperty

/** A fixed array of char: UTF-8 up to the first NUL or to the array's end. Text that fills the array has no NUL after it. */
public class TextField internal constructor(
    place: Place,
    type: FieldType.Text,
) : Field(place, type) {
    @JvmSynthetic
    internal fun get(
        region: SharedMemory,
        row: Long,
    ): String = readAt(region, row + offset)

    @JvmSynthetic
    internal fun set(
        region: SharedMemory,
        row: Long,
        value: String,
    ): Unit = acceptOne(value).store(region, row + offset)

    override fun readAt(
        region: SharedMemory,
        at: Long,
    ): String {
        val bytes = region.getBytes(at, ByteArray(type.sizeBytes))
        val end = bytes.indexOf(0)
        return String(bytes, 0, if (end < 0) bytes.size else end, Charsets.UTF_8)
    }

    @JvmSynthetic
    override fun acceptOne(value: Any): Accepted {
        val text = (value as? CharSequence ?: throw wrongType(value, "text")).toString()
        val utf8 = Utf8.of(text, label)
        require(utf8.size <= type.sizeBytes) {
            "$label is $typeName: it takes ${type.sizeBytes.counted("byte")} of UTF-8, and the text has ${utf8.size}"
        }
        require('\u0000' !in text) { "$label takes no text with a NUL character, at which a reader would stop" }
        val bytes = utf8.copyOf(type.sizeBytes)
        return Accepted { region, at -> region.putBytes(at, bytes) }
    }

    /** Lets a property be delegated to its field: `val name by chars(16)`. */
    @Suppress("UNUSED_PARAMETER")
    public operator fun getValue(
        layout: Any?,
        property: KProperty<*>,
    ): TextField = this
}
