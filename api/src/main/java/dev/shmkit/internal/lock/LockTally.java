package dev.shmkit.internal.lock;

import dev.shmkit.LockCounters;

/**
 * The counts of one opening's lock. Plain fields, written only by the thread that holds the lock; others may see them late.
 * An object of its own, so that a monitor can keep the counts without keeping the memory.
 */
public final class LockTally implements LockCounters {
    private long acquisitions;
    private long contentions;
    private long totalWaitNanos;
    private long maxWaitNanos;

    long countAcquisition() {
        return ++acquisitions;
    }

    void countWait(long waitNanos) {
        acquisitions++;
        contentions++;
        totalWaitNanos += waitNanos;
        maxWaitNanos = Math.max(maxWaitNanos, waitNanos);
    }

    @Override
    public long acquisitions() {
        return acquisitions;
    }

    @Override
    public long contentions() {
        return contentions;
    }

    @Override
    public long totalWaitNanos() {
        return totalWaitNanos;
    }

    @Override
    public long maxWaitNanos() {
        return maxWaitNanos;
    }
}
