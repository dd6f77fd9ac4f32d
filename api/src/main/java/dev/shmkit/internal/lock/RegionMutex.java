package dev.shmkit.internal.lock;

import dev.shmkit.LockCounters;
import dev.shmkit.LockState;
import java.time.Duration;

/**
 * The lock of one opening of a region. The seam between the public API and the ways to lock: through pthread
 * ({@link PthreadMutex}), or not at all ({@link NoMutex}). Thread-safe.
 */
public interface RegionMutex extends LockCounters {
    /** Waits until the calling thread holds the lock. */
    void lock();

    /** Takes the lock if it is free. */
    boolean tryLock();

    /** Waits for the lock until the timeout is over. */
    boolean tryLock(Duration timeout);

    /** Releases the lock that the calling thread holds. */
    void unlock();

    /** What can be seen of the lock, without taking it. */
    LockState state();

    /**
     * Ends locking through this opening, for good.
     *
     * @throws IllegalStateException while a thread of this process holds the lock through it, or waits to
     */
    void shutDown();
}
