package dev.shmkit.dsl

import dev.shmkit.RegionNotFoundException
import dev.shmkit.SharedMemory
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicLong

/**
 * The regions that this JVM's `withLock` calls keep open, so that the next call finds them mapped and their MBeans stay.
 * A name that another process removes and makes anew meanwhile is not noticed: [RegionSpec.close] lets go of the old region.
 */
internal object Session {
    private val open = ConcurrentHashMap<String, SharedMemory>()
    private val removals = AtomicLong()

    /** An open region as somebody has found it, good for as long as no region has left the session since then. */
    class Found(
        val region: SharedMemory,
        private val removalsBefore: Long,
    ) {
        fun current(): Boolean = removals.get() == removalsBefore && region.isOpen
    }

    /** The same as [region], for somebody who will need it again and again. */
    fun find(
        key: String,
        opener: () -> SharedMemory,
    ): Found {
        val before = removals.get()
        return Found(region(key, opener), before)
    }

    /** The open region of this key, opened now if it is not. */
    fun region(
        key: String,
        opener: () -> SharedMemory,
    ): SharedMemory {
        val name = nameOf(key)
        val known = open[name]
        if (known != null && known.isOpen) {
            return known
        }
        return checkNotNull(open.compute(name) { _, other -> if (other != null && other.isOpen) other else opener() })
    }

    fun close(key: String) {
        open.computeIfPresent(nameOf(key)) { _, region ->
            region.close()
            null
        }
    }

    fun closeAll() {
        for (name in open.keys.toList()) {
            try {
                close(name)
            } catch (ignored: IllegalStateException) {
                // A thread holds its lock: the region goes on until that thread is done with it.
            }
        }
    }

    /** Removes the name, through the open region if there is one, and lets go of it. */
    fun unlink(key: String) {
        val region = open.remove(nameOf(key))
        removals.incrementAndGet()
        if (region == null || !region.isOpen || !unlinkOpen(region)) {
            SharedMemory.unlink(key)
        }
    }

    private fun unlinkOpen(region: SharedMemory): Boolean =
        try {
            region.unlink()
            true
        } catch (ignored: RegionNotFoundException) {
            // Another region has the name by now: that one is meant.
            false
        } finally {
            closeUnlessLocked(region)
        }

    private fun closeUnlessLocked(region: SharedMemory) {
        try {
            region.close()
        } catch (ignored: IllegalStateException) {
            // Unlinked from inside withLock: the body goes on with the memory, the cleaner closes it afterwards.
        }
    }

    private fun nameOf(key: String): String = if ('/' in key) key else "/$key"
}
