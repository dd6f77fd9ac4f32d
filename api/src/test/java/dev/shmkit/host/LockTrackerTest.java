package dev.shmkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.RegionAttributes;
import dev.shmkit.host.RegionSnapshot.Creator;
import dev.shmkit.host.RegionSnapshot.Usage;
import dev.shmkit.host.RegionSummary.Format;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which holds are counted on from one look to the next; threads go to sleep when the test says so. */
class LockTrackerTest {
    private static final long HOLDER = 10;
    private static final long FIRST = 21;
    private static final long SECOND = 22;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Map<Long, Long> switches = new HashMap<>();
    private final LockTracker tracker = new LockTracker(tid -> switches.getOrDefault(tid, -1L));
    private Instant now = Instant.EPOCH;

    @BeforeEach
    void letThreadsBe() {
        LongStream.of(HOLDER, FIRST, SECOND).forEach(tid -> switches.put(tid, 1L));
    }

    private void wakes(long... tids) {
        LongStream.of(tids).forEach(tid -> switches.merge(tid, 1L, Long::sum));
    }

    private Duration heldAfterLook(long holder, long... waiters) {
        now = now.plus(BETWEEN_LOOKS);
        LockHolder thread = new LockHolder(holder, holder, "", "", 0);
        RegionSummary summary = new RegionSummary(
                "/tracked",
                Path.of("/dev/shm/tracked"),
                Format.LOCKED,
                64,
                new RegionAttributes(0600, 0, 0, "root:root"),
                -1,
                new LockState(State.HELD, Optional.of(thread)));
        List<RegionWaiter> waiting = LongStream.of(waiters)
                .mapToObj(tid -> new RegionWaiter(tid, tid, "", "", 0, true, false))
                .toList();
        RegionSnapshot region =
                new RegionSnapshot(summary, 0, "0:1:2", now, Creator.UNKNOWN, List.of(), waiting, Usage.MAPPED);
        HostSnapshot snapshot = new HostSnapshot(now, List.of(region), 0, 1, 0, 0);
        tracker.add(snapshot);
        return tracker.heldFor(region, snapshot);
    }

    @Test
    void shouldCountAHoldOnWhileTheHolderSleeps() {
        assertThat(heldAfterLook(HOLDER)).isZero();
        assertThat(heldAfterLook(HOLDER)).isEqualTo(BETWEEN_LOOKS);
        assertThat(heldAfterLook(HOLDER, FIRST)).isEqualTo(BETWEEN_LOOKS.multipliedBy(2));
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
