package dev.shmkit.dsl.layout

/** Lists, arrays of objects and arrays of numbers as one list. */
internal object Elements {
    /** Null when the value is nothing of that kind. */
    fun of(value: Any): List<Any>? =
        when (value) {
            is Iterable<*> -> value.filterNotNull()
            is Array<*> -> value.filterNotNull()
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
