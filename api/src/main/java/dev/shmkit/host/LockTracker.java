package dev.shmkit.host;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState.State;
import dev.shmkit.internal.proc.ProcThread;
import dev.shmkit.internal.proc.ProcessGoneException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Follows the locks through one snapshot after the other, to tell for how long each has been held without a break. Nothing
 * records when a lock was taken, and a thread that holds it at every look may have given it back in between. So a hold is
 * only counted on from the last look when nobody can have been let in: when the holder has slept all the while, or everybody
 * who waited has, because giving a lock back wakes one of them, whichever. Not thread-safe.
 */
public final class LockTracker {
    private static final long UNKNOWN_SWITCHES = -1;

    /** A hold, and how often each thread that has to do with it had gone to sleep when it was last seen. */
    private record Hold(long holderTid, Instant since, Map<Long, Long> switches) {}

    private final LongUnaryOperator counter;
    private Map<Path, Hold> holds = new HashMap<>();

    /** Makes one that has seen nothing yet. */
    public LockTracker() {
        this(LockTracker::switches);
    }

    /** Asks somebody else how often a thread has gone to sleep. */
    LockTracker(LongUnaryOperator counter) {
        this.counter = counter;
    }

    /**
     * Takes the next snapshot in.
     *
     * @param snapshot newer than the one before
     */
    public void add(HostSnapshot snapshot) {
        Map<Path, Hold> now = new HashMap<>();
        for (RegionSnapshot region : snapshot.regions()) {
            if (region.summary().lockState().state() == State.HELD) {
                region.summary()
                        .lockState()
                        .holder()
                        .ifPresent(holder -> now.put(region.summary().path(), hold(region, holder, snapshot.taken())));
            }
        }
        holds = now;
    }

    private Hold hold(RegionSnapshot region, LockHolder holder, Instant taken) {
        Map<Long, Long> switches = new HashMap<>();
        switches.put(holder.tid(), counter.applyAsLong(holder.tid()));
        region.waiters().forEach(waiter -> switches.put(waiter.tid(), counter.applyAsLong(waiter.tid())));
        @Nullable Hold before = holds.get(region.summary().path());
        boolean unbroken = before != null && before.holderTid == holder.tid() && nobodyLetIn(before, switches);
        return new Hold(holder.tid(), before != null && unbroken ? before.since : taken, switches);
    }

    private static boolean nobodyLetIn(Hold before, Map<Long, Long> now) {
        if (sleptOn(before.holderTid, before, now)) {
            return true;
        }
        List<Long> waited = before.switches.keySet().stream()
                .filter(tid -> tid != before.holderTid)
                .toList();
        return !waited.isEmpty() && waited.stream().allMatch(tid -> sleptOn(tid, before, now));
    }

    private static boolean sleptOn(long tid, Hold before, Map<Long, Long> now) {
        long known = before.switches.getOrDefault(tid, UNKNOWN_SWITCHES);
        return known != UNKNOWN_SWITCHES && known == now.getOrDefault(tid, UNKNOWN_SWITCHES);
    }

    /**
     * A thread that is asleep, and whose count is that of an earlier time when it was asleep, has slept on. The count of one that
     * runs says nothing: it may have run all the while.
     */
    private static long switches(long tid) {
        try {
            ProcThread thread = ProcThread.of(tid);
            return thread.running() ? UNKNOWN_SWITCHES : thread.switches();
        } catch (IOException | ProcessGoneException e) {
            return UNKNOWN_SWITCHES;
        }
    }

    /**
     * Tells how long a region's lock has surely been held.
     *
     * @param region from the snapshot that was taken in last
     * @param snapshot that one
     * @return the time between the first look that saw the hold and the last; zero when the lock is not held or was seen so
     *     for the first time
     */
    public Duration heldFor(RegionSnapshot region, HostSnapshot snapshot) {
        @Nullable Hold hold = holds.get(region.summary().path());
        return hold == null ? Duration.ZERO : Duration.between(hold.since, snapshot.taken());
    }
}
