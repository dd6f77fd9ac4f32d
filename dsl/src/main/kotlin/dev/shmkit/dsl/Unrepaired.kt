package dev.shmkit.dsl

import dev.shmkit.AbandonedLockException
import dev.shmkit.LockDeadlockException
import dev.shmkit.ScopedLock
import dev.shmkit.SharedMemory
import java.util.concurrent.ConcurrentHashMap
import java.util.function.Consumer

/**
 * Locks of robust regions that came from a dead holder to a thread that did not know what to do with them: at a prompt nobody
 * has the exception any more, which alone could give the lock back. That thread's next `withLock` finds the lock here.
 */
internal object Unrepaired {
    private class Left(
        val thread: Thread,
        val found: AbandonedLockException,
    )

    private val left = ConcurrentHashMap<SharedMemory, Left>()

    @Volatile
    private var any = false

    /** Takes a region's lock, or goes on with the one that this thread was left with, once it is repaired. */
    fun lock(
        region: SharedMemory,
        repair: Consumer<SharedMemory>?,
    ): ScopedLock {
        val lock =
            try {
                region.lock()
            } catch (e: AbandonedLockException) {
                remember(region, e)
                throw e
            } catch (e: LockDeadlockException) {
                return repaired(region, repair) ?: throw e
            }
        // Whoever had the exception has closed the lock since.
        if (any) forget(region)
        return lock
    }

    private fun repaired(
        region: SharedMemory,
        repair: Consumer<SharedMemory>?,
    ): ScopedLock? {
        val known = left[region]?.takeIf { it.thread === Thread.currentThread() } ?: return null
        if (repair == null) throw known.found
        repair.accept(region)
        known.found.markConsistent()
        forget(region)
        return known.found.lock()
    }

    @Synchronized
    private fun remember(
        region: SharedMemory,
        found: AbandonedLockException,
    ) {
        left[region] = Left(Thread.currentThread(), found)
        any = true
    }

    @Synchronized
    private fun forget(region: SharedMemory) {
        left.remove(region)
        any = left.isNotEmpty()
    }
}
