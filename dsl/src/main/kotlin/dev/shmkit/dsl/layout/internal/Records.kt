package dev.shmkit.dsl.layout.internal

import dev.shmkit.dsl.layout.FluentLayout
import dev.shmkit.dsl.layout.Layout
import dev.shmkit.dsl.layout.Length
import dev.shmkit.dsl.layout.Row
import dev.shmkit.dsl.layout.Scalar
import dev.shmkit.dsl.layout.Unsigned
import dev.shmkit.dsl.layout.Width
import java.lang.reflect.Constructor
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.RecordComponent

/** Layouts from record classes, and records from rows. */
internal object Records {
    private val SIGNED =
        mapOf(
            Byte::class.java to Scalar.INT8,
            Short::class.java to Scalar.INT16,
            Char::class.java to Scalar.UINT16,
            Int::class.java to Scalar.INT32,
            Long::class.java to Scalar.INT64,
            Float::class.java to Scalar.FLOAT32,
            Double::class.java to Scalar.FLOAT64,
            Boolean::class.java to Scalar.BOOL,
        )
    private val UNSIGNED =
        mapOf(
            Scalar.INT8 to Scalar.UINT8,
            Scalar.INT16 to Scalar.UINT16,
            Scalar.UINT16 to Scalar.UINT16,
            Scalar.INT32 to Scalar.UINT32,
            Scalar.INT64 to Scalar.UINT64,
        )

    private val TAKERS =
        mapOf(
            Length::class.java to "a String or an array",
            Width::class.java to "a single integer",
            Unsigned::class.java to "an integer",
        )

    /** The layout with a field for each component, in order. */
    fun layout(type: Class<out Record>): FluentLayout = layout(type, emptyList())

    /** With the records that this one is inside of, none of which it can hold. */
    private fun layout(
        type: Class<out Record>,
        around: List<Class<*>>,
    ): FluentLayout =
        components(type).fold(FluentLayout(type.simpleName)) { layout, component ->
            adding(layout, around + type, component)
        }

    private fun components(type: Class<*>): List<RecordComponent> {
        val components = type.recordComponents
        require(components != null && components.isNotEmpty()) { "${type.name} is no record with components" }
        return components.asList()
    }

    private fun adding(
        layout: FluentLayout,
        around: List<Class<*>>,
        component: RecordComponent,
    ): FluentLayout {
        val type = around.last()
        val name = component.name
        val length = Components.annotation(component, Length::class.java)?.value
        val element = component.type.componentType
        requireSensible(type, component)
        return when {
            component.type == String::class.java -> {
                layout.chars(name, requireLength(type, component, length))
            }

            element != null && element.isRecord -> {
                layout.struct(name, inside(element, around, component), requireLength(type, component, length))
            }

            component.type.isRecord -> {
                layout.struct(name, inside(component.type, around, component))
            }

            element != null -> {
                layout.scalar(name, scalar(type, component, element), requireLength(type, component, length))
            }

            else -> {
                single(layout, component, scalar(type, component, component.type))
            }
        }
    }

    private fun inside(
        type: Class<*>,
        around: List<Class<*>>,
        component: RecordComponent,
    ): FluentLayout {
        require(type !in around) {
            "record ${around.last().simpleName}: \"${component.name}\" would hold a ${type.simpleName} inside a " +
                "${type.simpleName}, without end; keep the number of another row instead: int ${component.name}"
        }
        return layout(type.asSubclass(Record::class.java), around)
    }

    /** What would have no effect is refused: whoever wrote it expects one. */
    private fun requireSensible(
        type: Class<*>,
        component: RecordComponent,
    ) {
        val text = component.type == String::class.java
        val record = (component.type.componentType ?: component.type).isRecord
        requireWithout(type, component, Length::class.java, !component.type.isArray && !text)
        requireWithout(type, component, Width::class.java, component.type.isArray || text || record)
        requireWithout(type, component, Unsigned::class.java, text || record)
    }

    private fun requireWithout(
        type: Class<*>,
        component: RecordComponent,
        annotation: Class<out Annotation>,
        senseless: Boolean,
    ) {
        require(!senseless || Components.annotation(component, annotation) == null) {
            "record ${type.simpleName}: \"${component.name}\" is of type ${component.type.simpleName}, for which " +
                "@${annotation.simpleName} means nothing; leave it away, or take ${TAKERS[annotation]}"
        }
    }

    private fun single(
        layout: FluentLayout,
        component: RecordComponent,
        scalar: Scalar,
    ): FluentLayout {
        val width = Components.annotation(component, Width::class.java)?.value
        return if (width == null) layout.scalar(component.name, scalar) else layout.bits(component.name, width, scalar)
    }

    private fun scalar(
        type: Class<*>,
        component: RecordComponent,
        of: Class<*>,
    ): Scalar {
        val scalar =
            SIGNED[of] ?: throw IllegalArgumentException(
                "record ${type.simpleName}: \"${component.name}\" is a ${component.type.simpleName}, " +
                    "which no layout holds; take a primitive, a String, another record or an array of them",
            )
        if (Components.annotation(component, Unsigned::class.java) == null) return scalar
        return requireNotNull(UNSIGNED[scalar]) {
            "record ${type.simpleName}: \"${component.name}\" is a ${of.simpleName}, which cannot be @Unsigned"
        }
    }

    private fun requireLength(
        type: Class<*>,
        component: RecordComponent,
        length: Int?,
    ): Int =
        requireNotNull(length) {
            "record ${type.simpleName}: \"${component.name}\" needs a length in memory: @Length(8) " +
                "${component.type.simpleName} ${component.name}"
        }

    fun <R : Record> read(
        row: Row,
        layout: Layout,
        type: Class<R>,
    ): R {
        val components = components(type)
        val values = components.map { ToComponent(layout.field(it.name), it).convert(row[it.name]) }.toTypedArray()
        val constructor: Constructor<R> =
            type.getDeclaredConstructor(*components.map { it.type }.toTypedArray())
        constructor.isAccessible = true
        return unwrapping { constructor.newInstance(*values) }
    }

    /** Takes all components of a record for the fields of their names. */
    fun accept(
        layout: Layout,
        record: Record,
    ): Accepted = Accepted.all(components(record.javaClass).map { accept(layout, record, it) })

    private fun accept(
        layout: Layout,
        record: Record,
        component: RecordComponent,
    ): Accepted {
        val accessor = component.accessor
        accessor.isAccessible = true
        val value = unwrapping { accessor.invoke(record) }
        requireNotNull(value) { "component \"${component.name}\" of the record is null" }
        return layout.field(component.name).accept(OfComponent.convert(value, component))
    }

    private fun <T> unwrapping(call: () -> T): T =
        try {
            call()
        } catch (e: InvocationTargetException) {
            throw e.targetException
        }
}
