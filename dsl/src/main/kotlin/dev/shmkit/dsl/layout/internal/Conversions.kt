package dev.shmkit.dsl.layout.internal

import dev.shmkit.dsl.layout.Layout
import dev.shmkit.dsl.layout.Row
import dev.shmkit.dsl.layout.Unsigned
import java.lang.reflect.RecordComponent

/** Between what rows give by name and what the components of a record are. Unsigned numbers keep their bits. */
internal object Conversions {
    fun toComponent(
        value: Any,
        component: RecordComponent,
        layout: Layout,
    ): Any =
        convert(value, component.type) ?: throw IllegalArgumentException(
            "field \"${component.name}\" of layout \"${layout.name()}\" does not fit a component of type " +
                component.type.simpleName,
        )

    private fun convert(
        value: Any,
        type: Class<*>,
    ): Any? =
        when {
            value is Row && type.isRecord -> value.read(type.asSubclass(Record::class.java))
            value is List<*> && type.isArray -> array(value, type.componentType)
            value is String && type == String::class.java -> value
            value is Boolean && type == Boolean::class.java -> value
            value is Number -> number(value, type)
            else -> null
        }

    private fun array(
        values: List<*>,
        type: Class<*>,
    ): Any? {
        val array =
            java.lang.reflect.Array
                .newInstance(type, values.size)
        values.forEachIndexed { index, value ->
            java.lang.reflect.Array
                .set(array, index, convert(value ?: return null, type) ?: return null)
        }
        return array
    }

    private fun number(
        value: Number,
        type: Class<*>,
    ): Any? =
        when (type) {
            Byte::class.java -> value.toByte()
            Short::class.java -> value.toShort()
            Char::class.java -> value.toInt().toChar()
            Int::class.java -> value.toInt()
            Long::class.java -> value.toLong()
            Float::class.java -> value.toFloat()
            Double::class.java -> value.toDouble()
            else -> null
        }

    fun ofComponent(
        value: Any,
        component: RecordComponent,
    ): Any {
        if (Components.annotation(component, Unsigned::class.java) == null) return value
        return Elements.of(value)?.map { it?.let(::unsigned) } ?: unsigned(value)
    }

    private fun unsigned(value: Any): Any =
        when (value) {
            is Byte -> value.toInt() and 0xff
            is Short -> value.toInt() and 0xffff
            is Int -> value.toLong() and 0xffff_ffffL
            is Long -> Numbers.unsigned(value)
            else -> value
        }
}

/** What a record says of its components. Annotations written there arrive at the component's field and accessor. */
internal object Components {
    fun <A : Annotation> annotation(
        component: RecordComponent,
        type: Class<A>,
    ): A? =
        component.accessor.getAnnotation(type)
            ?: component.declaringRecord.getDeclaredField(component.name).getAnnotation(type)
}
