package dev.shmkit.dsl.layout.internal

import java.math.BigInteger

/** Lists, arrays of objects and arrays of numbers as one list, with the nulls that are in it. */
internal object Elements {
    /** Null when the value is nothing of that kind. */
    fun of(value: Any): List<Any?>? =
        when (value) {
            is Iterable<*> -> value.toList()
            is Array<*> -> value.asList()
            is ByteArray -> value.asList()
            is ShortArray -> value.asList()
            is CharArray -> value.asList()
            is IntArray -> value.asList()
            is LongArray -> value.asList()
            is FloatArray -> value.asList()
            is DoubleArray -> value.asList()
            is BooleanArray -> value.asList()
            else -> null
        }
}

/** Numbers of any class as whole ones. */
internal object Numbers {
    fun whole(value: Any): BigInteger? =
        when (value) {
            is BigInteger -> value
            is Byte, is Short, is Int, is Long -> BigInteger.valueOf((value as Number).toLong())
            is Char -> BigInteger.valueOf(value.code.toLong())
            else -> null
        }

    fun unsigned(bits: Long): BigInteger = BigInteger(java.lang.Long.toUnsignedString(bits))
}

/** Values as cells show them. */
internal object Values {
    fun text(value: Any): String =
        when (value) {
            is List<*> -> value.joinToString(" ", "[", "]") { text(it ?: "") }
            is String -> "\"$value\""
            is Float -> number(value.toDouble(), value.toString())
            is Double -> number(value, value.toString())
            else -> value.toString()
        }

    /** As Java writes it, unless that is long: then with six digits. */
    private fun number(
        value: Double,
        exact: String,
    ): String = if (exact.length <= MOST_DIGITS) exact else "%.6g".format(java.util.Locale.ROOT, value)

    private const val MOST_DIGITS = 10
}
