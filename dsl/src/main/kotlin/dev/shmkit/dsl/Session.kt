package dev.shmkit.dsl

import dev.shmkit.RegionNotFoundException
import dev.shmkit.SharedMemory
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.concurrent.thread

/**
 * The regions that this JVM's `withLock` calls keep open, so that the next call finds them mapped and their MBeans stay.
 * One that has lost its name, because somebody removed it or made it anew, is let go of within a second: it stays as it is for
 * whoever has it, and the next `withLock` opens what has the name by then. A thread of its own looks, as long as there is a
 * region: a system call for every `withLock` would cost many times what the lock does.
 */
internal object Session {
    private const val LOOK_MILLIS = 500L

    private val open = ConcurrentHashMap<String, SharedMemory>()
    private val watched = AtomicBoolean()

    /** Counts the times a region was let go of: whoever remembers one of ours looks again when this has changed. */
    @Volatile
    var changes: Int = 0
        private set

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
        val region = open.compute(name) { _, other -> if (other != null && other.isOpen) other else opener() }
        if (watched.compareAndSet(false, true)) {
            thread(isDaemon = true, name = "shmkit-session", block = ::watch)
        }
        return checkNotNull(region)
    }

    private fun watch() {
        do {
            while (open.isNotEmpty()) {
                Thread.sleep(LOOK_MILLIS)
                forgetNameless()
            }
            watched.set(false)
            // A region that came in between found a watch that was about to end.
        } while (open.isNotEmpty() && watched.compareAndSet(false, true))
    }

    private fun forgetNameless() {
        for ((name, region) in open) {
            if (!hasName(region) && open.remove(name, region)) {
                change()
            }
        }
    }

    private fun hasName(region: SharedMemory): Boolean =
        try {
            region.hasName()
        } catch (ignored: IllegalStateException) {
            // It was closed meanwhile.
            false
        }

    fun close(key: String) {
        open.computeIfPresent(nameOf(key)) { _, region ->
            region.close()
            change()
            null
        }
    }

    @Synchronized
    private fun change() {
        changes++
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
        change()
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
