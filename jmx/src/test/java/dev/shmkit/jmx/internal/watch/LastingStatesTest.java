package dev.shmkit.jmx.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LastingStatesTest {
    private static final String PATH = "/dev/shm/demo";
    private static final Duration LONG = Duration.ofHours(1);
    private static final LockHolder ONE = new LockHolder(5, 5, "java", "one", 0);
    private static final LockHolder OTHER = new LockHolder(6, 6, "java", "other", 0);

    private final LastingStates lasting = new LastingStates();
    private final List<String> told = new ArrayList<>();

    private static HostEvent event(HostEventType type, String subject) {
        return new HostEvent(type, subject, type.toString(), Map.of("tid", 5L));
    }

    private void look(Duration stall, State state, Optional<LockHolder> holder, HostEvent... states) {
        told.clear();
        lasting.tell(
                List.of(states),
                Map.of(PATH, new LockState(state, holder)),
                stall,
                event -> told.add(event.type() + " " + event.data().getOrDefault("type", event.subject())));
    }

    private void stalled() {
        HostEvent event = event(HostEventType.LOCK_STALLED, PATH);
        look(LONG, State.HELD, Optional.of(ONE), event);
        assertThat(told).containsExactly("LOCK_STALLED " + PATH);
        look(LONG, State.HELD, Optional.of(ONE), event);
        assertThat(told).isEmpty();
    }

    @Test
    void shouldTellThatAStallIsOverWhenTheLockIsFree() {
        stalled();
        look(LONG, State.FREE, Optional.empty());
        assertThat(told).containsExactly("OVER dev.shmkit.lock.stalled");
        look(LONG, State.FREE, Optional.empty());
        assertThat(told).isEmpty();
    }

    @Test
    void shouldTellThatAStallIsOverWhenAnotherThreadHoldsTheLock() {
        stalled();
        look(LONG, State.HELD, Optional.of(OTHER));
        assertThat(told).containsExactly("OVER dev.shmkit.lock.stalled");
    }

    /** One that slept and goes on looks as if it had just taken the lock. */
    @Test
    void shouldNotTellThatAStallIsOverWhileItsHolderMayStillHaveTheLock() {
        stalled();
        look(LONG, State.HELD, Optional.of(ONE));
        assertThat(told).isEmpty();
        look(LONG, State.UNKNOWN, Optional.empty());
        assertThat(told).isEmpty();
        look(LONG, State.HELD, Optional.of(ONE), event(HostEventType.LOCK_STALLED, PATH));
        assertThat(told).as("nothing has begun").isEmpty();
    }

    @Test
    void shouldBelieveThatAStallIsOverAfterAnotherOneCouldHaveBegun() {
        stalled();
        look(Duration.ZERO, State.HELD, Optional.of(ONE));
        assertThat(told).containsExactly("OVER dev.shmkit.lock.stalled");
    }

    @Test
    void shouldTellOfAStallWhoseHolderDiesOnlyThatTheLockIsAbandoned() {
        stalled();
        look(LONG, State.ABANDONED, Optional.of(ONE), event(HostEventType.LOCK_ABANDONED, PATH));
        assertThat(told).containsExactly("LOCK_ABANDONED " + PATH);
        look(LONG, State.FREE, Optional.empty());
        assertThat(told).containsExactly("OVER dev.shmkit.lock.abandoned");
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCK_STALLED", "LOCK_ABANDONED"})
    void shouldTellThatItIsOverWhenTheRegionHasVanished(HostEventType type) {
        String path = "/dev/shm/other";
        look(LONG, State.FREE, Optional.empty(), event(type, path));
        look(LONG, State.FREE, Optional.empty());
        assertThat(told).containsExactly("OVER " + type.notificationType());
    }

    @Test
    void shouldKeepADeadlockForSomeTimeThatIsNotSeenAtEveryLook() {
        HostEvent deadlock = event(HostEventType.DEADLOCK, "[5, 6]");
        look(LONG, State.FREE, Optional.empty(), deadlock);
        look(LONG, State.FREE, Optional.empty());
        assertThat(told).isEmpty();
        look(Duration.ZERO, State.FREE, Optional.empty());
        assertThat(told).containsExactly("OVER dev.shmkit.deadlock");
    }

    @Test
    void shouldTellAtOnceThatThereIsRoomAgain() {
        look(LONG, State.FREE, Optional.empty(), event(HostEventType.SHM_NEARLY_FULL, "/dev/shm"));
        assertThat(lasting.contains(HostEventType.SHM_NEARLY_FULL, "/dev/shm")).isTrue();
        look(LONG, State.FREE, Optional.empty());
        assertThat(told).containsExactly("OVER dev.shmkit.shm.nearlyFull");
        assertThat(lasting.contains(HostEventType.SHM_NEARLY_FULL, "/dev/shm")).isFalse();
    }

    @Test
    void shouldTellTheRestAtTheNextLookWhenAListenerThrows() {
        HostEvent first = event(HostEventType.LOCK_STALLED, PATH);
        HostEvent second = event(HostEventType.DEADLOCK, "[5, 6]");
        assertThatIllegalStateException()
                .isThrownBy(() -> lasting.tell(List.of(first, second), Map.of(), LONG, event -> {
                    throw new IllegalStateException("on purpose");
                }));
        look(LONG, State.HELD, Optional.of(ONE), first, second);
        assertThat(told).containsExactly("DEADLOCK [5, 6]");
    }
}
