package dev.shmkit.dsl.layout.internal

import dev.shmkit.SharedMemory

/**
 * A value that was checked and converted as a whole, and is not in memory yet. Storing it refuses nothing, so that a value that
 * is wrong in one part changes nothing.
 */
internal fun interface Accepted {
    fun store(
        region: SharedMemory,
        at: Long,
    )

    companion object {
        fun all(parts: List<Accepted>): Accepted = Accepted { region, at -> parts.forEach { it.store(region, at) } }
    }
}
