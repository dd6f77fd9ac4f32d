package dev.shmkit.host;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.internal.host.ThreadSleep;
import dev.shmkit.internal.lock.OwnHolds;
import dev.shmkit.internal.proc.FileBytes;
import dev.shmkit.internal.proc.VirtualThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows the locks through one snapshot after the other, to tell for how long each has been held without a break. Nothing
 * records when a lock was taken, and a thread that holds it at every look may have given it back in between. So a hold is
 * only counted on from the last look when nobody can have been let in: when the holder has slept all the while, or everybody
 * who waited has, because giving a lock back wakes one of them, whichever. This JVM's own threads count how often they take a lock,
 * so that their holds are known without that.
 *
 * <p>It also keeps who held each lock: of a thread that is gone, the mutex tells the number only. Not thread-safe.
 */
public final class LockTracker {
    /** How often a look waits, for all threads, until one is back from its own look at the lock. */
    private static final int PATIENCE = 20;

    private static final long PAUSE_NANOS = 1_000_000;

    /**
     * A hold, and the sleep that each thread that has to do with it was in when it was last seen.
     *
     * @param own which of this JVM's holds it is, if it is one
     */
    private record Hold(long holderTid, Instant since, Map<Long, Long> sleeps, OwnHolds.@Nullable Hold own) {}

    private final LongUnaryOperator counter;
    private final Supplier<Map<String, OwnHolds.Hold>> ownHolds;
    private Map<Path, Hold> holds = new HashMap<>();
    private Map<Path, LockHolder> holders = Map.of();
    private int patience = PATIENCE;

    /** Makes one that has seen nothing yet. */
    public LockTracker() {
        this(sleeps(), OwnHolds::now);
    }

    private static LongUnaryOperator sleeps() {
        FileBytes reader = new FileBytes();
        return tid -> ThreadSleep.of(tid, reader);
    }

    /** Asks somebody else which sleep a thread is in, and which locks, by their regions' file ids, this JVM's threads hold. */
    LockTracker(LongUnaryOperator counter, Supplier<Map<String, OwnHolds.Hold>> ownHolds) {
        this.counter = counter;
        this.ownHolds = ownHolds;
    }

    /**
     * Takes the next snapshot in.
     *
     * @param snapshot newer than the one before
     */
    public void add(HostSnapshot snapshot) {
        Map<Path, Hold> now = new HashMap<>();
        Map<Path, LockHolder> holding = new HashMap<>();
        Map<String, OwnHolds.Hold> own = ownHolds.get();
        patience = PATIENCE;
        for (RegionSnapshot region : snapshot.regions()) {
            LockState lock = lockState(region);
            // Of an abandoned lock only whom a look before saw alive: the number may be another thread's by now.
            if (lock.state() == State.HELD || lock.holder().equals(lastHolder(region))) {
                lock.holder().ifPresent(holder -> holding.put(region.summary().path(), holder));
            }
            if (region.summary().lockState().state() == State.HELD) {
                region.summary()
                        .lockState()
                        .holder()
                        .ifPresent(holder -> now.put(
                                region.summary().path(),
                                hold(region, holder, snapshot.taken(), own.get(region.fileId()))));
            }
        }
        holds = now;
        holders = holding;
    }

    /**
     * Tells the state of a region's lock, with all that is known of the holder: one that is gone is described as the snapshots
     * saw it when it lived.
     *
     * @param region from the snapshot that was taken in last
     * @return the state in that snapshot
     */
    public LockState lockState(RegionSnapshot region) {
        LockState seen = region.summary().lockState();
        Optional<LockHolder> known = lastHolder(region);
        boolean sameGone = seen.state() == State.ABANDONED
                && known.isPresent()
                && known.map(LockHolder::tid).equals(seen.holder().map(LockHolder::tid));
        return sameGone ? new LockState(State.ABANDONED, known) : seen;
    }

    private Optional<LockHolder> lastHolder(RegionSnapshot region) {
        return Optional.ofNullable(holders.get(region.summary().path()));
    }

    private Hold hold(RegionSnapshot region, LockHolder holder, Instant taken, OwnHolds.@Nullable Hold own) {
        @Nullable Hold before = holds.get(region.summary().path());
        Map<Long, Long> sleeps = new HashMap<>();
        boolean virtual = holder.thread().equals(VirtualThreads.SIGNER);
        sleeps.put(holder.tid(), virtual ? ThreadSleep.NONE : sleep(holder.tid(), before));
        region.waiters().forEach(waiter -> sleeps.put(waiter.tid(), sleep(waiter.tid(), before)));
        if (before != null) {
            // One that the snapshot met between two parts of its sleep.
            before.sleeps.forEach((tid, sleep) -> {
                if (ThreadSleep.inParts(sleep)) {
                    sleeps.computeIfAbsent(tid, absent -> sleep(absent, before));
                }
            });
        }
        OwnHolds.@Nullable Hold ours = own != null && own.tid() == holder.tid() ? own : null;
        boolean unbroken = before != null && before.holderTid == holder.tid() && nobodyLetIn(before, ours, sleeps);
        return new Hold(holder.tid(), before != null && unbroken ? before.since : taken, sleeps, ours);
    }

    private long sleep(long tid, @Nullable Hold before) {
        long sleep = counter.applyAsLong(tid);
        boolean mayBeBack = before != null && ThreadSleep.inParts(before.sleeps.getOrDefault(tid, ThreadSleep.NONE));
        while (mayBeBack && sleep == ThreadSleep.NONE && patience > 0) {
            patience--;
            LockSupport.parkNanos(PAUSE_NANOS);
            sleep = counter.applyAsLong(tid);
        }
        return sleep;
    }

    private static boolean nobodyLetIn(Hold before, OwnHolds.@Nullable Hold own, Map<Long, Long> now) {
        if (before.own != null && own != null) {
            return own.equals(before.own);
        }
        if (sleptOn(before.holderTid, before, now)) {
            return true;
        }
        List<Long> waited = before.sleeps.keySet().stream()
                .filter(tid -> tid != before.holderTid)
                .toList();
        return !waited.isEmpty() && waited.stream().allMatch(tid -> sleptOn(tid, before, now));
    }

    private static boolean sleptOn(long tid, Hold before, Map<Long, Long> now) {
        long known = before.sleeps.getOrDefault(tid, ThreadSleep.NONE);
        return known != ThreadSleep.NONE && known == now.getOrDefault(tid, ThreadSleep.NONE);
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
