package dev.shmkit.host;

import dev.shmkit.LockHolder;
import dev.shmkit.internal.text.Printable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Threads that wait for each other in a circle: each waits for a lock that the next one holds, and the last for one that the
 * first holds. Immutable and thread-safe.
 *
 * @param waits who waits for what and for whom; the holder of one is the waiter of the next
 */
public record Deadlock(List<Wait> waits) {
    /**
     * One thread's wait.
     *
     * @param waiter the thread that waits
     * @param region for whose lock
     * @param holder the thread that holds it
     */
    public record Wait(RegionWaiter waiter, RegionSummary region, LockHolder holder) {
        @Override
        public String toString() {
            return "%s waits for %s, held by %s".formatted(waiter, Printable.of(region.key()), holder);
        }
    }

    /**
     * Tells whether it may end by itself.
     *
     * @return true when one of the waits has a time limit, or can be interrupted. Also when it looks so: a program that sleeps
     *     for a while at a time and goes on cannot be told from one that gives up. A shmkit thread in {@code lock()} can be told,
     *     and makes it false
     */
    public boolean mayEnd() {
        return waits.stream().anyMatch(wait -> wait.waiter().timed());
    }

    @Override
    public String toString() {
        return waits.stream().map(Wait::toString).collect(Collectors.joining("; "));
    }
}
