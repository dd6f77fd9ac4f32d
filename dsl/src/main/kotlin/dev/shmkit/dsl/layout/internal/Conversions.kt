package dev.shmkit.dsl.layout.internal

import dev.shmkit.dsl.layout.Field
import dev.shmkit.dsl.layout.Row
import dev.shmkit.dsl.layout.Unsigned
import java.lang.reflect.RecordComponent
import java.math.BigInteger

/**
 * From what a field gives by name to a record's component. Unsigned numbers keep their bits in a signed component of their
 * width; any other number keeps its value or is refused.
 */
internal class ToComponent(
    private val field: Field,
    private val component: RecordComponent,
) {
    fun convert(value: Any): Any = convert(value, component.type)

    private fun convert(
        value: Any,
        type: Class<*>,
    ): Any =
        when {
            value is Row && type.isRecord -> value.read(type.asSubclass(Record::class.java))
            value is List<*> && type.isArray -> array(value, type.componentType)
            value is String && type == String::class.java -> value
            value is Boolean && type == Boolean::class.java -> value
            value is Number -> number(value, type) ?: throw misfit(", whose value is $value,")
            else -> throw misfit("")
        }

    private fun array(
        values: List<*>,
        type: Class<*>,
    ): Any {
        val array =
            java.lang.reflect.Array
                .newInstance(type, values.size)
        values.forEachIndexed { index, value ->
            java.lang.reflect.Array
                .set(array, index, convert(checkNotNull(value), type))
        }
        return array
    }

    private fun number(
        value: Number,
        type: Class<*>,
    ): Any? =
        when (type) {
            Double::class.java -> value.toDouble().takeIf { same(it, value) }
            Float::class.java -> value.toFloat().takeIf { same(it.toDouble(), value) }
            else -> Numbers.whole(value)?.let { whole(it, type) }
        }

    private fun same(
        converted: Double,
        value: Number,
    ): Boolean {
        val whole = Numbers.whole(value) ?: return converted.equals(value.toDouble())
        return converted.toBigDecimal().compareTo(whole.toBigDecimal()) == 0
    }

    private fun whole(
        value: BigInteger,
        type: Class<*>,
    ): Any? =
        when (type) {
            Byte::class.java -> value.toByte().takeIf { fits(value, Byte.SIZE_BITS) }
            Short::class.java -> value.toShort().takeIf { fits(value, Short.SIZE_BITS) }
            Char::class.java -> value.toInt().toChar().takeIf { it.code.toBigInteger() == value }
            Int::class.java -> value.toInt().takeIf { fits(value, Int.SIZE_BITS) }
            Long::class.java -> value.toLong().takeIf { fits(value, Long.SIZE_BITS) }
            else -> null
        }

    private fun fits(
        value: BigInteger,
        bits: Int,
    ) = value.bitLength() < bits || unsignedBits() == bits

    /** How wide the field is when it is an unsigned number, 0 when it is none. */
    private fun unsignedBits(): Int =
        when (val type = field.type) {
            is FieldType.Plain -> if (type.scalar.unsigned) type.sizeBytes * Byte.SIZE_BITS else 0
            is FieldType.Bits -> if (type.scalar.unsigned) type.width else 0
            else -> 0
        }

    private fun misfit(value: String) =
        IllegalArgumentException(
            "${field.label}$value is ${field.typeName} and does not fit a component of type " +
                "${component.type.simpleName}; give \"${component.name}\" of record " +
                "${component.declaringRecord.simpleName} a type that holds it",
        )
}

/** From a record's component to what a field takes by name. */
internal object OfComponent {
    fun convert(
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
