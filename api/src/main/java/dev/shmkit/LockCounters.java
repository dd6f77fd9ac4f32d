package dev.shmkit;

/**
 * How often one opening of a region took the lock. Most numbers are written by the thread that holds the lock; readers see
 * a recent value without locking. Thread-safe. Stays readable after the region is closed.
 */
public interface LockCounters {
    /**
     * Counts the times the lock was taken through this opening.
     *
     * @return acquisitions since the region was opened
     */
    long acquisitions();

    /**
     * Counts the acquisitions that found the lock held and had to wait.
     *
     * @return contended acquisitions since the region was opened
     */
    long contentions();

    /**
     * Counts the waits for the lock that ended without it, because {@code tryLock} was given no more time.
     *
     * @return waits in vain since the region was opened; those are no contentions, and an attempt without a wait counts nowhere
     */
    long timeouts();

    /**
     * Sums the time spent waiting for the lock.
     *
     * @return nanoseconds, over all contended acquisitions
     */
    long totalWaitNanos();

    /**
     * Gives the longest wait for the lock.
     *
     * @return nanoseconds, 0 when there was none
     */
    long maxWaitNanos();
}
