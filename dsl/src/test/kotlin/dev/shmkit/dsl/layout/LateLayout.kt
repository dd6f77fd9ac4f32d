package dev.shmkit.dsl.layout

import java.util.concurrent.CyclicBarrier

/** A layout that gets a second field when it is told to. */
class LateLayout : Layout() {
    val value: LongField by int64()

    fun grow(): LongField {
        val late by int64()
        return late
    }

    /** Together with another thread; gives null when that was first. */
    fun grow(barrier: CyclicBarrier): LongField? {
        barrier.await()
        return try {
            grow()
        } catch (e: IllegalStateException) {
            null
        }
    }
}
