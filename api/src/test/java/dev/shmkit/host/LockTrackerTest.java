package dev.shmkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.Test;

/** Which holds are counted on from one look to the next; threads go to sleep when the test says so. */
class LockTrackerTest {
    private static final long HOLDER = 10;
    private static final long FIRST = 21;
    private static final long SECOND = 22;
    private static final long VIRTUAL = 30;
    private static final String FILE_ID = "0:1:2";
    private static final int WATCH_DESCRIPTORS = 100;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Map<Long, Long> switches = new HashMap<>();
    private final Map<String, OwnHolds.Hold> own = new HashMap<>();
    private final Set<Long> wrote = new HashSet<>();
    private final List<Long> watched = new ArrayList<>();
    private final LockTracker tracker = new LockTracker(new Told());
    private Instant now = Instant.EPOCH;
    private boolean permitted;
    private Runnable whileWatchBegins = () -> {};

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

    private void wakes(long... tids) {
        LongStream.of(tids).forEach(tid -> switches.merge(tid, 1L, Long::sum));
    }

    private Duration heldAfterLook(long holder, long... waiters) {
        now = now.plus(BETWEEN_LOOKS);
        RegionSnapshot region = region(new LockState(State.HELD, Optional.of(holder(holder))), waiters);
        HostSnapshot snapshot = new HostSnapshot(now, List.of(region), 0, 1, 0, 0);
        tracker.add(snapshot);
        return tracker.heldFor(region, snapshot);
    }

    private static LockHolder holder(long tid) {
        return new LockHolder(tid, tid, "writer", tid == VIRTUAL ? "shmkit-virtual" : "", 0);
    }

    /** As the kernel tells of a thread that is gone: nothing. */
    private static LockState abandonedBy(long tid) {
        return new LockState(State.ABANDONED, Optional.of(new LockHolder(-1, tid, "", "", -1)));
    }

    private LockState stateAfterLook(LockState lock) {
        RegionSnapshot region = region(lock);
        tracker.add(new HostSnapshot(now, List.of(region), 0, 1, 0, 0));
        return tracker.lockState(region);
    }

    private RegionSnapshot region(LockState lock, long... waiters) {
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

    @Test
    void shouldTellWhoAHolderWasThatIsGone() {
        stateAfterLook(new LockState(State.HELD, Optional.of(holder(HOLDER))));
        LockState named = new LockState(State.ABANDONED, Optional.of(holder(HOLDER)));
        assertThat(stateAfterLook(abandonedBy(HOLDER))).isEqualTo(named);
        assertThat(stateAfterLook(abandonedBy(HOLDER))).isEqualTo(named);
    }

    @Test
    void shouldNotTakeForTheHolderWhoHasItsNumberNow() {
        LockState stranger = new LockState(State.ABANDONED, Optional.of(new LockHolder(77, HOLDER, "cron", "", 0)));
        assertThat(stateAfterLook(stranger)).isEqualTo(stranger);
        assertThat(stateAfterLook(abandonedBy(HOLDER)))
                .as("nobody saw it alive")
                .isEqualTo(abandonedBy(HOLDER));
        stateAfterLook(new LockState(State.HELD, Optional.of(holder(HOLDER))));
        LockState named = new LockState(State.ABANDONED, Optional.of(holder(HOLDER)));
        assertThat(stateAfterLook(stranger)).isEqualTo(named);
        assertThat(stateAfterLook(abandonedBy(HOLDER))).isEqualTo(named);
    }

    @Test
    void shouldNotTakeOneForAnotherThatHeldTheLockBefore() {
        stateAfterLook(new LockState(State.HELD, Optional.of(holder(HOLDER))));
        assertThat(stateAfterLook(abandonedBy(FIRST))).isEqualTo(abandonedBy(FIRST));
        stateAfterLook(new LockState(State.HELD, Optional.of(holder(HOLDER))));
        stateAfterLook(LockState.of(State.FREE));
        assertThat(stateAfterLook(abandonedBy(HOLDER))).isEqualTo(abandonedBy(HOLDER));
    }

    @Test
    void shouldCountAHoldOnWhileTheHolderSleeps() {
        assertThat(heldAfterLook(HOLDER)).isZero();
        assertThat(heldAfterLook(HOLDER)).isEqualTo(BETWEEN_LOOKS);
        assertThat(heldAfterLook(HOLDER, FIRST)).isEqualTo(BETWEEN_LOOKS.multipliedBy(2));
    }

    @Test
    void shouldCountAHoldOfThisJvmOnWhileItsHolderComputes() {
        for (int looks = 0; looks < 3; looks++) {
            wakes(HOLDER);
            own.put(FILE_ID, new OwnHolds.Hold(1, HOLDER, 7));
            assertThat(heldAfterLook(HOLDER)).isEqualTo(BETWEEN_LOOKS.multipliedBy(looks));
        }
        own.put(FILE_ID, new OwnHolds.Hold(1, HOLDER, 8));
        assertThat(heldAfterLook(HOLDER))
                .as("given back and taken again, though it was seen asleep both times")
                .isZero();
        wakes(HOLDER);
        own.put(FILE_ID, new OwnHolds.Hold(2, HOLDER, 8));
        assertThat(heldAfterLook(HOLDER)).as("taken through another opening").isZero();
    }

    /** The kernel thread that signs for all of a JVM's virtual threads never wakes. */
    @Test
    void shouldNotCountOnBecauseWhoSignsForVirtualThreadsSleeps() {
        heldAfterLook(VIRTUAL);
        assertThat(heldAfterLook(VIRTUAL)).isZero();
        heldAfterLook(VIRTUAL, FIRST);
        assertThat(heldAfterLook(VIRTUAL, FIRST)).as("one waits on").isEqualTo(BETWEEN_LOOKS);
    }

    @Test
    void shouldNotTakeAHoldOfAnotherProcessForOneOfThisJvm() {
        own.put(FILE_ID, new OwnHolds.Hold(1, FIRST, 7));
        heldAfterLook(HOLDER);
        wakes(HOLDER);
        assertThat(heldAfterLook(HOLDER)).isZero();
    }

    @Test
    void shouldCountAHoldOnWhileEverybodyWhoWaitedSleeps() {
        heldAfterLook(HOLDER, FIRST, SECOND);
        wakes(HOLDER);
        assertThat(heldAfterLook(HOLDER, FIRST, SECOND)).isEqualTo(BETWEEN_LOOKS);
    }

    @Test
    void shouldNotCountOnWhenOneOfTwoWaitersWasWoken() {
        heldAfterLook(HOLDER, FIRST, SECOND);
        wakes(HOLDER, FIRST);
        assertThat(heldAfterLook(HOLDER, FIRST, SECOND))
                .as("given back, which woke one, and taken again")
                .isZero();
    }

    @Test
    void shouldNotCountOnWhenOneOfTwoWaitersHasGone() {
        heldAfterLook(HOLDER, FIRST, SECOND);
        wakes(HOLDER);
        assertThat(heldAfterLook(HOLDER, SECOND)).isZero();
    }

    @Test
    void shouldNotCountOnWhenNobodyWaitedBefore() {
        heldAfterLook(HOLDER);
        wakes(HOLDER);
        assertThat(heldAfterLook(HOLDER, FIRST)).isZero();
    }

    @Test
    void shouldNotCountOnForAnotherHolder() {
        heldAfterLook(HOLDER, SECOND);
        assertThat(heldAfterLook(FIRST, SECOND)).isZero();
    }

    @Test
    void shouldNotCountOnWhatCannotBeSeen() {
        switches.clear();
        heldAfterLook(HOLDER, FIRST);
        assertThat(heldAfterLook(HOLDER, FIRST)).isZero();
    }

    @Test
    void shouldCountAHoldOnFromTheSecondLookWhileTheHolderComputesAndWritesNothing() {
        permitted = true;
        heldAfterLook(HOLDER);
        for (int looks = 0; looks < 3; looks++) {
            wakes(HOLDER);
            assertThat(heldAfterLook(HOLDER)).isEqualTo(BETWEEN_LOOKS.multipliedBy(looks));
        }
        assertThat(watched).containsExactly(HOLDER);
    }

    @Test
    void shouldBeginAnewWhenTheHolderHasWritten() {
        permitted = true;
        heldAfterLook(HOLDER);
        wakes(HOLDER);
        heldAfterLook(HOLDER);
        wakes(HOLDER);
        wrote.add(HOLDER);
        assertThat(heldAfterLook(HOLDER)).isZero();
        assertThat(watched).as("and is watched again").containsExactly(HOLDER);
        wakes(HOLDER);
        assertThat(heldAfterLook(HOLDER)).isEqualTo(BETWEEN_LOOKS);
    }

    @Test
    void shouldWatchNobodyWhoNoLongerHoldsTheLock() {
        permitted = true;
        heldAfterLook(HOLDER);
        heldAfterLook(HOLDER);
        heldAfterLook(FIRST);
        assertThat(watched).isEmpty();
        heldAfterLook(FIRST);
        assertThat(watched).containsExactly(FIRST);
        stateAfterLook(LockState.of(State.FREE));
        assertThat(watched).isEmpty();
        heldAfterLook(FIRST);
        heldAfterLook(FIRST);
        tracker.close();
        assertThat(watched).isEmpty();
    }

    @Test
    void shouldNotCountOnFromASleepThatEndedBeforeTheWatchBegan() {
        permitted = true;
        heldAfterLook(HOLDER);
        whileWatchBegins = () -> wakes(HOLDER);
        assertThat(heldAfterLook(HOLDER)).isZero();
        assertThat(heldAfterLook(HOLDER)).isEqualTo(BETWEEN_LOOKS);
    }

    @Test
    void shouldNotWatchAHoldOfThisJvm() {
        permitted = true;
        own.put(FILE_ID, new OwnHolds.Hold(1, HOLDER, 7));
        heldAfterLook(HOLDER);
        assertThat(heldAfterLook(HOLDER)).isEqualTo(BETWEEN_LOOKS);
        assertThat(watched).isEmpty();
    }

    @Test
    void shouldTakeNoMoreDescriptorsForWatchesThanItMay() {
        permitted = true;
        for (int looks = 0; looks < 2; looks++) {
            tracker.add(new HostSnapshot(now, heldBy(HOLDER, FIRST, SECOND), 0, 1, 0, 0));
        }
        assertThat(watched).as("256 at the most").hasSize(2);
        tracker.add(new HostSnapshot(now, List.of(), 0, 1, 0, 0));
        assertThat(watched).as("of regions that are gone").isEmpty();
        for (int looks = 0; looks < 10; looks++) {
            wrote.addAll(List.of(HOLDER, FIRST));
            tracker.add(new HostSnapshot(now, heldBy(HOLDER, FIRST), 0, 1, 0, 0));
            assertThat(watched).hasSize(looks == 0 ? 0 : 2);
        }
    }

    private List<RegionSnapshot> heldBy(long... holders) {
        return LongStream.of(holders)
                .mapToObj(tid -> region(new LockState(State.HELD, Optional.of(holder(tid)))))
                .map(region -> new RegionSnapshot(
                        region.summary(),
                        0,
                        "file of " + region.summary().lockState(),
                        now,
                        Creator.UNKNOWN,
                        List.of(),
                        List.of(),
                        Usage.MAPPED))
                .toList();
    }

    @Test
    void shouldEndAllWatchesWhenALookFails() {
        permitted = true;
        heldAfterLook(HOLDER);
        heldAfterLook(HOLDER);
        wrote.add(HOLDER);
        whileWatchBegins = () -> {
            throw new IllegalStateException("on purpose");
        };
        assertThatThrownBy(() -> heldAfterLook(HOLDER)).hasMessage("on purpose");
        assertThat(watched).isEmpty();
        whileWatchBegins = () -> {};
        assertThat(heldAfterLook(HOLDER)).isZero();
        assertThat(heldAfterLook(HOLDER)).isEqualTo(BETWEEN_LOOKS);
        assertThat(watched).containsExactly(HOLDER);
    }

    @Test
    void shouldTellOfARegionByEachOfItsNames() {
        RegionSnapshot one = region(new LockState(State.HELD, Optional.of(holder(HOLDER))));
        RegionSnapshot freeByNow = region(LockState.of(State.FREE));
        HostSnapshot first = new HostSnapshot(now, List.of(one, one), 0, 1, 0, 0);
        tracker.add(first);
        HostSnapshot second = new HostSnapshot(now.plus(BETWEEN_LOOKS), List.of(one, freeByNow), 0, 1, 0, 0);
        tracker.add(second);
        assertThat(tracker.heldFor(one, second)).isEqualTo(BETWEEN_LOOKS);
        assertThat(tracker.heldFor(freeByNow, second)).isZero();
    }

    /** Sleeps in parts are numbers below −1. */
    @Test
    void shouldCountOnWhenTheSnapshotMissedAWaiterThatIsBackInTheSameSleep() {
        switches.put(FIRST, Long.MIN_VALUE + 7);
        heldAfterLook(HOLDER, FIRST);
        wakes(HOLDER);
        assertThat(heldAfterLook(HOLDER)).isEqualTo(BETWEEN_LOOKS);
        wakes(HOLDER, FIRST);
        assertThat(heldAfterLook(HOLDER, FIRST)).as("another sleep").isZero();
    }
}
