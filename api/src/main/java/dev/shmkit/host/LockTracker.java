package dev.shmkit.host;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.host.LockEvidence.Watch;
import dev.shmkit.internal.host.ThreadSleep;
import dev.shmkit.internal.lock.OwnHolds;
import dev.shmkit.internal.proc.VirtualThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Follows the locks through one snapshot after the other, to tell for how long each has been held without a break. Nothing
 * records when a lock was taken, and a thread that holds it at every look may have given it back in between. So a hold is
 * only counted on from the last look when nobody can have been let in:
 *
 * <ul>
 *   <li>the holder has slept all the while, or everybody who waited has, because giving a lock back wakes one of them, whichever;
 *   <li>this JVM's own thread holds it, and has not taken it anew: they count how often they do;
 *   <li>the holder, seen at two looks, has not written to the lock since the second, as the CPU's debug registers tell: this is how
 *       a thread of another process is known that computes while nobody waits. It takes the permission that
 *       {@code perf_event_open(2)} asks for, and is not tried in containers.
 * </ul>
 *
 * <p>It also keeps who held each lock: of a thread that is gone, the mutex tells the number only. Not thread-safe. Whoever made it
 * closes it.
 */
public final class LockTracker implements AutoCloseable {
    /** How often a look waits, for all threads, until one is back from its own look at the lock. */
    private static final int PATIENCE = 20;

    private static final long PAUSE_NANOS = 1_000_000;

    /** How many file descriptors watches may take: there are other users of these in this JVM. */
    private static final int MOST_DESCRIPTORS = 256;

    /**
     * A hold, and the sleep that each thread that has to do with it was in when it was last seen.
     *
     * @param own which of this JVM's holds it is, if it is one
     * @param watch of a holder that may compute, if it is watched
     * @param since when it has surely been held from
     */
    private record Hold(
            long holderTid,
            Map<Long, Long> sleeps,
            OwnHolds.@Nullable Hold own,
            @Nullable Watch watch,
            Instant since) {}

    private final LockEvidence evidence;
    private Map<String, Hold> holds = new HashMap<>();
    private Map<Path, LockHolder> holders = Map.of();
    private int patience = PATIENCE;
    private int descriptors;

    /** Makes one that has seen nothing yet. */
    public LockTracker() {
        this(LockEvidence.real());
    }

    /** Asks somebody else. */
    LockTracker(LockEvidence evidence) {
        this.evidence = evidence;
    }

    /**
     * Takes the next snapshot in.
     *
     * @param snapshot newer than the one before
     */
    public void add(HostSnapshot snapshot) {
        Map<Path, LockHolder> holding = new HashMap<>();
        for (RegionSnapshot region : snapshot.regions()) {
            LockState lock = lockState(region);
            // Of an abandoned lock only whom a look before saw alive: the number may be another thread's by now.
            if (lock.state() == State.HELD || lock.holder().equals(lastHolder(region))) {
                lock.holder().ifPresent(holder -> holding.put(region.summary().path(), asGone(holder)));
            }
        }
        addHolds(snapshot);
        holders = holding;
    }

    /** What is remembered is told when the thread is gone: then it is not stopped any more. */
    private static LockHolder asGone(LockHolder holder) {
        return new LockHolder(holder.pid(), holder.tid(), holder.process(), holder.thread(), holder.uid());
    }

    private void addHolds(HostSnapshot snapshot) {
        Map<String, Hold> now = new HashMap<>();
        Map<String, OwnHolds.Hold> own = evidence.ownHolds();
        patience = PATIENCE;
        boolean added = false;
        try {
            for (RegionSnapshot region : snapshot.regions()) {
                // A file that has two names is looked at once.
                held(region)
                        .ifPresent(holder ->
                                now.computeIfAbsent(region.fileId(), id -> hold(region, holder, own.get(id))));
            }
            added = true;
        } finally {
            if (!added) {
                now.values().forEach(hold -> end(hold.watch));
                close();
            }
        }
        // The watch of a hold that goes on goes on, or was ended.
        holds.forEach((id, before) -> {
            if (!now.containsKey(id)) {
                end(before.watch);
            }
        });
        holds = now;
    }

    private static Optional<LockHolder> held(RegionSnapshot region) {
        LockState lock = region.summary().lockState();
        return lock.state() == State.HELD ? lock.holder() : Optional.empty();
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

    private Hold hold(RegionSnapshot region, LockHolder holder, OwnHolds.@Nullable Hold own) {
        @Nullable Hold before = holds.get(region.fileId());
        OwnHolds.@Nullable Hold ours = own != null && own.tid() == holder.tid() ? own : null;
        if (before == null || before.holderTid != holder.tid()) {
            end(before == null ? null : before.watch);
            // Of most holds nothing is left at the second look: none is watched before.
            return new Hold(holder.tid(), sleeps(region, holder, before), ours, null, evidence.now());
        }
        // Asked for before the watch is: that sees what happens in between.
        Map<Long, Long> sleeps = sleeps(region, holder, before);
        if (before.watch != null && before.watch.kept()) {
            return new Hold(holder.tid(), sleeps, ours, before.watch, before.since);
        }
        end(before.watch);
        @Nullable Watch watch = ours == null ? begin(region, holder) : null;
        // Asked for after the watch has begun, for the same reason.
        Map<Long, Long> later = watch == null ? sleeps : sleeps(region, holder, before);
        Instant since = nobodyLetIn(before, ours, later) ? before.since : evidence.now();
        return new Hold(holder.tid(), later, ours, watch, since);
    }

    private Map<Long, Long> sleeps(RegionSnapshot region, LockHolder holder, @Nullable Hold before) {
        Map<Long, Long> sleeps = new HashMap<>();
        // The one that signs for virtual threads always sleeps.
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
        return sleeps;
    }

    private @Nullable Watch begin(RegionSnapshot region, LockHolder holder) {
        int left = MOST_DESCRIPTORS - descriptors;
        @Nullable Watch watch = left > 0 ? evidence.watch(region, holder, left) : null;
        descriptors += watch == null ? 0 : watch.descriptors();
        return watch;
    }

    private void end(@Nullable Watch watch) {
        if (watch != null) {
            descriptors -= watch.descriptors();
            watch.close();
        }
    }

    private long sleep(long tid, @Nullable Hold before) {
        long sleep = evidence.sleep(tid);
        boolean mayBeBack = before != null && ThreadSleep.inParts(before.sleeps.getOrDefault(tid, ThreadSleep.NONE));
        while (mayBeBack && sleep == ThreadSleep.NONE && patience > 0) {
            patience--;
            LockSupport.parkNanos(PAUSE_NANOS);
            sleep = evidence.sleep(tid);
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
     * @return the time from the end of the look that first saw the hold, or could begin to tell it from others, to the begin of
     *     the last; zero when the lock is not held, or that was the same look
     */
    public Duration heldFor(RegionSnapshot region, HostSnapshot snapshot) {
        @Nullable Hold hold = held(region).isEmpty() ? null : holds.get(region.fileId());
        return hold == null || hold.since.isAfter(snapshot.taken())
                ? Duration.ZERO
                : Duration.between(hold.since, snapshot.taken());
    }

    /** Ends what it watches. It may be used on, as if it had seen nothing yet. */
    @Override
    public void close() {
        holds.values().forEach(hold -> end(hold.watch));
        holds = new HashMap<>();
        holders = Map.of();
        descriptors = 0;
    }
}
