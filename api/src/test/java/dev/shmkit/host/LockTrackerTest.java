package dev.shmkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.internal.lock.OwnHolds;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which holds are counted on from one look to the next; threads go to sleep when the test says so. */
class LockTrackerTest extends OnLockTracker {
    @Test
    void shouldTellWhoAHolderWasThatIsGone() {
        stateAfterLook(new LockState(State.HELD, Optional.of(holder(HOLDER))));
        LockState named = new LockState(State.ABANDONED, Optional.of(holder(HOLDER)));
        assertThat(stateAfterLook(abandonedBy(HOLDER))).isEqualTo(named);
        assertThat(stateAfterLook(abandonedBy(HOLDER))).isEqualTo(named);
    }

    @Test
    void shouldNotCallAHolderStoppedThatIsGone() {
        LockHolder seen = holder(HOLDER);
        LockHolder stopped = new LockHolder(seen.pid(), seen.tid(), seen.process(), seen.thread(), seen.uid(), true);
        LockState held = new LockState(State.HELD, Optional.of(stopped));
        assertThat(stateAfterLook(held)).isEqualTo(held);
        LockState named = new LockState(State.ABANDONED, Optional.of(seen));
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
