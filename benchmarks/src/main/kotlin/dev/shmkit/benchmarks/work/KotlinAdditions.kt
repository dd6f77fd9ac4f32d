package dev.shmkit.benchmarks.work

import dev.shmkit.dsl.RegionSpec

/** The lock as Kotlin users take it. */
internal object KotlinAdditions {
    @JvmStatic
    fun add(
        spec: RegionSpec,
        count: Int,
    ) {
        for (i in 0 until count) {
            spec.withLock { putLong(0, getLong(0) + 1) }
        }
    }
}
