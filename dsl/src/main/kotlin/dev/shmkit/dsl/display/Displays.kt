package dev.shmkit.dsl.display

import dev.shmkit.LockState
import dev.shmkit.SharedMemory
import dev.shmkit.host.RegionSummary

/** Finds out how a value can show itself: what a notebook's kernel asks for the value at the end of a cell. */
public object Displays {
    /**
     * Gives a display of the value: itself when it is one, else a snapshot of a [SharedMemory], a [LockState] or a
     * [RegionSummary].
     *
     * @return null when shmkit knows no better way to show it than its `toString`
     */
    @JvmStatic
    public fun of(value: Any?): Display? =
        when (value) {
            is Display -> value
            is SharedMemory -> RegionDisplay.of(value)
            is RegionSummary -> RegionsDisplay.of(listOf(value))
            is LockState -> LockDisplay.of(value)
            else -> null
        }
}
