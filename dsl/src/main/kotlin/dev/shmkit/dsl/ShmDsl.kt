package dev.shmkit.dsl

/**
 * Marks the region that a body such as `withLock { … }` is about. In nested bodies a bare name is the inner region's in any case;
 * receivers of your own that you mark with this, too, must then be named inside such a body (`this@…`), so that nobody takes their
 * members for the region's.
 */
@DslMarker
@Target(AnnotationTarget.CLASS, AnnotationTarget.TYPE)
public annotation class ShmDsl
