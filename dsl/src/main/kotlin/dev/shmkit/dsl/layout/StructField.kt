package dev.shmkit.dsl.layout

import dev.shmkit.SharedMemory
import dev.shmkit.dsl.layout.internal.Accepted
import dev.shmkit.dsl.layout.internal.FieldType
import dev.shmkit.dsl.layout.internal.LayoutId
import dev.shmkit.dsl.layout.internal.Place
import dev.shmkit.dsl.layout.internal.Records
import kotlin.reflect.KProperty

/** A struct inside the struct: reads as a [Row] of its own layout. */
public class StructField internal constructor(
    place: Place,
    type: FieldType.Nested,
) : Field(place, type) {
    /** The layout of the struct inside. */
    @get:JvmName("layout")
    public val layout: Layout = type.layout

    @get:JvmSynthetic
    internal val id: LayoutId = layout.id()

    override fun readAt(
        region: SharedMemory,
        at: Long,
    ): Any = error("$label is read by a row, as a row")

    @JvmSynthetic
    override fun acceptOne(value: Any): Accepted =
        when (value) {
            is Map<*, *> -> {
                Accepted.all(value.map { (name, part) -> accept(name.toString(), part) })
            }

            is Record -> {
                Records.accept(layout, value)
            }

            else -> {
                copyOf(value as? Row)
                    ?: throw wrongType(value, "a map, a record or a row of layout \"${layout.name()}\"")
            }
        }

    /** What the row holds now: it may be written over by what is written. */
    private fun copyOf(row: Row?): Accepted? {
        if (row == null || row.layout !== layout) return null
        val bytes = row.region.getBytes(row.start, ByteArray(layout.sizeBytes()))
        return Accepted { region, at -> region.putBytes(at, bytes) }
    }

    private fun accept(
        name: String,
        part: Any?,
    ) = layout.field(name).accept(part ?: throw missing(name))

    private fun missing(name: String) = IllegalArgumentException("$label takes no null for \"$name\"")

    /** Lets a property be delegated to its field: `val position by struct(Vector)`. */
    @Suppress("UNUSED_PARAMETER")
    public operator fun getValue(
        layout: Any?,
        property: KProperty<*>,
    ): StructField = this
}
