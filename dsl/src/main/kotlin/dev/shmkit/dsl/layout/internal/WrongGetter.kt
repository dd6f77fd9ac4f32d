package dev.shmkit.dsl.layout.internal

import dev.shmkit.dsl.layout.BooleanField
import dev.shmkit.dsl.layout.DoubleField
import dev.shmkit.dsl.layout.Field
import dev.shmkit.dsl.layout.FloatField
import dev.shmkit.dsl.layout.IntField
import dev.shmkit.dsl.layout.LongField
import dev.shmkit.dsl.layout.StructField
import dev.shmkit.dsl.layout.TextField

/** Says which getter of a row reads a field, when another one was used. */
internal object WrongGetter {
    fun of(
        field: Field,
        wanted: String,
    ): IllegalArgumentException {
        val path = field.name + (if (field.isArray) "[0]" else "")
        return IllegalArgumentException(
            "${field.label} is ${field.typeName}, not $wanted; read it with ${getter(field)}(\"$path\")",
        )
    }

    private fun getter(field: Field) =
        when (field) {
            is IntField -> "getInt"
            is LongField -> "getLong"
            is FloatField, is DoubleField -> "getDouble"
            is BooleanField -> "getBoolean"
            is TextField -> "getString"
            is StructField -> "getRow"
        }
}
