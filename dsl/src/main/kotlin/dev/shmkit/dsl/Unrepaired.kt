package dev.shmkit.dsl

import dev.shmkit.AbandonedLockException
import dev.shmkit.LockDeadlockException
import dev.shmkit.SharedMemory
import dev.shmkit.ShmException
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

    /** True when there may be such a lock: cheap to ask after every lock. */
    @Volatile
    var any: Boolean = false
        private set

    /**
     * Sees to it that a region can be locked again after that failed. Until then the thread keeps the lock.
     *
     * @param repair what to do with the data of a lock that came from a dead holder
     * @throws ShmException the failure, when there is no such lock; how it was left, when nobody says how to repair it
     */
    fun settle(
        region: SharedMemory,
        repair: Consumer<SharedMemory>?,
        failure: ShmException,
    ) {
        val found =
            when (failure) {
                is AbandonedLockException -> failure.also { remember(region, it) }
                is LockDeadlockException -> leftToThisThread(region) ?: throw failure
                else -> throw failure
            }
        (repair ?: throw found).accept(region)
        found.markConsistent()
        forget(region)
        found.lock().close()
    }

    private fun leftToThisThread(region: SharedMemory) =
        left[region]?.takeIf { it.thread === Thread.currentThread() }?.found

    @Synchronized
    private fun remember(
        region: SharedMemory,
        found: AbandonedLockException,
    ) {
        left[region] = Left(Thread.currentThread(), found)
        any = true
    }

    @Synchronized
    fun forget(region: SharedMemory) {
        left.remove(region)
        any = left.isNotEmpty()
    }
}
