package dev.shmkit.dsl.layout

/** An integer component of a record that is unsigned in memory. */
@Target(AnnotationTarget.FIELD, AnnotationTarget.FUNCTION)
@Retention(AnnotationRetention.RUNTIME)
public annotation class Unsigned

/**
 * How many elements the array of a record's component has, or how many bytes its `String`.
 *
 * @property value elements, or bytes
 */
@Target(AnnotationTarget.FIELD, AnnotationTarget.FUNCTION)
@Retention(AnnotationRetention.RUNTIME)
public annotation class Length(
    val value: Int,
)

/**
 * An integer component of a record that is a bit field in memory.
 *
 * @property value its bits
 */
@Target(AnnotationTarget.FIELD, AnnotationTarget.FUNCTION)
@Retention(AnnotationRetention.RUNTIME)
public annotation class Width(
    val value: Int,
)
