package dev.shmkit.host;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.RegionAttributes;
import dev.shmkit.host.RegionSnapshot.Creator;
import dev.shmkit.host.RegionSnapshot.Usage;
import dev.shmkit.host.RegionSummary.Format;
import dev.shmkit.internal.lock.OwnHolds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A tracker of one lock, with threads that sleep, hold and write as the test says. */
abstract class OnLockTracker {
    static final long HOLDER = 10;
    static final long FIRST = 21;
    static final long SECOND = 22;
    static final long VIRTUAL = 30;
    static final String FILE_ID = "0:1:2";
    static final int WATCH_DESCRIPTORS = 100;
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    final Map<Long, Long> switches = new HashMap<>();
    final Map<String, OwnHolds.Hold> own = new HashMap<>();
    final Set<Long> wrote = new HashSet<>();
    final List<Long> watched = new ArrayList<>();
    final LockTracker tracker = new LockTracker(new Told());
    Instant now = Instant.EPOCH;
    boolean permitted;
    Runnable whileWatchBegins = () -> {};

    /** Threads sleep, hold and write as the test says; {@link #permitted} or not, to be watched. */
    private final class Told implements LockEvidence {
        @Override
        public Instant now() {
            return now;
        }

        @Override
        public long sleep(long tid) {
            return switches.getOrDefault(tid, -1L);
        }

        @Override
        public Map<String, OwnHolds.Hold> ownHolds() {
            return own;
        }

        @Override
        public @Nullable Watch watch(RegionSnapshot region, LockHolder holder, int most) {
            long tid = holder.tid();
            if (!permitted || most < WATCH_DESCRIPTORS) {
                return null;
            }
            whileWatchBegins.run();
            watched.add(tid);
            wrote.remove(tid);
            return new Watch() {
                @Override
                public boolean kept() {
                    return !wrote.contains(tid);
                }

                @Override
                public int descriptors() {
                    return WATCH_DESCRIPTORS;
                }

                @Override
                public void close() {
                    watched.remove(tid);
                }
            };
        }
    }

    @BeforeEach
    void letThreadsBe() {
        LongStream.of(HOLDER, FIRST, SECOND, VIRTUAL).forEach(tid -> switches.put(tid, 1L));
    }

    void wakes(long... tids) {
        LongStream.of(tids).forEach(tid -> switches.merge(tid, 1L, Long::sum));
    }

    Duration heldAfterLook(long holder, long... waiters) {
        now = now.plus(BETWEEN_LOOKS);
        RegionSnapshot region = region(new LockState(State.HELD, Optional.of(holder(holder))), waiters);
        HostSnapshot snapshot = new HostSnapshot(now, List.of(region), 0, 1, 0, 0);
        tracker.add(snapshot);
        return tracker.heldFor(region, snapshot);
    }

    static LockHolder holder(long tid) {
        return new LockHolder(tid, tid, "writer", tid == VIRTUAL ? "shmkit-virtual" : "", 0);
    }

    /** As the kernel tells of a thread that is gone: nothing. */
    static LockState abandonedBy(long tid) {
        return new LockState(State.ABANDONED, Optional.of(new LockHolder(-1, tid, "", "", -1)));
    }

    LockState stateAfterLook(LockState lock) {
        RegionSnapshot region = region(lock);
        tracker.add(new HostSnapshot(now, List.of(region), 0, 1, 0, 0));
        return tracker.lockState(region);
    }

    RegionSnapshot region(LockState lock, long... waiters) {
        RegionSummary summary = new RegionSummary(
                "/tracked",
                Path.of("/dev/shm/tracked"),
                Format.LOCKED,
                64,
                new RegionAttributes(0600, 0, 0, "root:root"),
                -1,
                lock);
        List<RegionWaiter> waiting = LongStream.of(waiters)
                .mapToObj(tid -> new RegionWaiter(tid, tid, "", "", 0, true, false))
                .toList();
        return new RegionSnapshot(summary, 0, FILE_ID, now, Creator.UNKNOWN, List.of(), waiting, Usage.MAPPED);
    }
}
