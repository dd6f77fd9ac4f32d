package dev.shmkit.dsl

import kotlin.time.Duration
import kotlin.time.DurationUnit
import kotlin.time.toDuration

// As in kotlin.time.Duration.Companion, which takes an import of its own for each unit.

/** So many seconds, as in `attach(1.seconds)`. */
@get:JvmSynthetic
public val Int.seconds: Duration get() = toDuration(DurationUnit.SECONDS)

/** So many milliseconds, as in `attach(500.milliseconds)`. */
@get:JvmSynthetic
public val Int.milliseconds: Duration get() = toDuration(DurationUnit.MILLISECONDS)
