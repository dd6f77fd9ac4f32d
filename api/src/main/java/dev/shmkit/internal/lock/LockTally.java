package dev.shmkit.internal.lock;

import dev.shmkit.LockCounters;
import dev.shmkit.internal.text.Counted;
import java.lang.invoke.VarHandle;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The counts of one opening's lock. Plain fields but for the timeouts, written only by the thread that holds the lock; others
 * may see them late. A fence before each reading makes loops read anew. An object of its own, so that a monitor can keep the
 * counts without keeping the memory.
 */
public final class LockTally implements LockCounters {
    private static final double NANOS_A_MILLISECOND = 1e6;

    private long acquisitions;
    private long contentions;
    private long totalWaitNanos;
    private long maxWaitNanos;

    /** Counted by threads that do not hold the lock. */
    private final AtomicLong timeouts = new AtomicLong();

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
        VarHandle.acquireFence();
        return acquisitions;
    }

    @Override
    public long contentions() {
        VarHandle.acquireFence();
        return contentions;
    }

    void countTimeout() {
        timeouts.incrementAndGet();
    }

    @Override
    public long timeouts() {
        return timeouts.get();
    }

    @Override
    public long totalWaitNanos() {
        VarHandle.acquireFence();
        return totalWaitNanos;
    }

    @Override
    public long maxWaitNanos() {
        VarHandle.acquireFence();
        return maxWaitNanos;
    }

    @Override
    public String toString() {
        String counts = Counted.of(acquisitions(), "acquisition") + ", " + Counted.of(contentions(), "contention");
        if (contentions() > 0) {
            counts += ": waited " + millis(totalWaitNanos()) + " in all, at most " + millis(maxWaitNanos());
        }
        return timeouts() == 0 ? counts : counts + "; " + Counted.of(timeouts(), "timeout");
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.3f ms", nanos / NANOS_A_MILLISECOND);
    }
}
