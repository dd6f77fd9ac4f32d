package dev.shmkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.host.RegionSnapshot.Creator;
import dev.shmkit.host.RegionSnapshot.Usage;
import dev.shmkit.internal.lock.OwnHolds;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which holders are watched because they may compute, and how long. */
class LockTrackerWatchTest extends OnLockTracker {
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
}
