package dev.shmkit.jconsole.model.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.jconsole.model.Hidden;
import dev.shmkit.jconsole.model.HostLook;
import dev.shmkit.jconsole.model.LockStatus;
import dev.shmkit.jconsole.model.ProcessId;
import dev.shmkit.jconsole.model.Region;
import dev.shmkit.jconsole.model.Regions;
import dev.shmkit.jconsole.model.timeline.Timeline.Kind;
import dev.shmkit.jconsole.model.timeline.Timeline.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final ProcessId A = Regions.process("a");
    private static final ProcessId B = Regions.process("b");

    private final Timeline timeline = new Timeline();

    @Test
    void shouldCountWhatALookSawUntilTheNextLook() {
        timeline.add(Regions.held("/r", "a"), 1_000);
        timeline.add(Regions.held("/r", "a", "b"), 2_000);
        timeline.add(Regions.held("/r", "b"), 3_000);
        timeline.add(Regions.free("/r"), 4_000);
        timeline.add(Regions.free("/r"), 5_000);
        assertThat(timeline.spans())
                .containsExactlyInAnyOrder(
                        new Span(Kind.HELD, A, 1_000, 3_000),
                        new Span(Kind.WAITING, B, 2_000, 3_000),
                        new Span(Kind.HELD, B, 3_000, 4_000),
                        new Span(Kind.FREE, null, 4_000, 5_000));
        assertThat(timeline.processes()).containsExactly(A, B);
    }

    @Test
    void shouldSayNothingAboutTimeThatNobodyLookedAt() {
        timeline.add(Regions.held("/r", "a"), 1_000);
        timeline.add(Regions.held("/r", "a"), 2_000);
        timeline.add(Regions.held("/r", "a"), 2_001 + Timeline.LONGEST_GAP_MILLIS);
        assertThat(timeline.spans())
                .containsExactly(
                        new Span(Kind.HELD, A, 1_000, 2_000),
                        new Span(
                                Kind.HELD,
                                A,
                                2_001 + Timeline.LONGEST_GAP_MILLIS,
                                2_001 + Timeline.LONGEST_GAP_MILLIS));
    }

    @Test
    void shouldShowTwoWaitingThreadsOfAProcessAsOne() {
        timeline.add(Regions.held("/r", "a", "b", "b"), 1_000);
        assertThat(timeline.spans()).extracting(Span::kind).containsExactly(Kind.HELD, Kind.WAITING);
    }

    @Test
    void shouldKeepAnAbandonedLockApartFromAHeldOne() {
        timeline.add(Regions.held("/r", "a"), 1_000);
        timeline.add(Regions.region("/r", LockStatus.ABANDONED, Regions.thread("a")), 2_000);
        assertThat(timeline.spans()).extracting(Span::kind).containsExactly(Kind.HELD, Kind.ABANDONED);
    }

    @Test
    void shouldHaveNoLaneForARawRegion() {
        timeline.add(Regions.region("/r", LockStatus.NONE, null), 1_000);
        assertThat(timeline.spans()).isEmpty();
    }

    @Test
    void shouldForgetWhatIsTooLongAgo() {
        Timelines all = new Timelines();
        all.add(look(1_000, Regions.held("/r", "a"), Regions.free("/gone")));
        all.add(look(2_000, Regions.held("/r", "b")));
        all.add(look(3_000, Regions.held("/r", "b")));
        assertThat(all.of("/dev/shm/r").processes()).containsExactly(A, B);
        assertThat(all.of("/dev/shm/gone").spans()).hasSize(1);
        all.add(look(2_001 + Timelines.KEPT_MILLIS, Regions.held("/r", "b")));
        assertThat(all.of("/dev/shm/r").processes()).containsExactly(B);
        assertThat(all.of("/dev/shm/gone").spans()).isEmpty();
    }

    private static HostLook look(long millis, Region... regions) {
        return new HostLook(millis, List.of(regions), List.of(), Hidden.NOTHING, 0);
    }
}
