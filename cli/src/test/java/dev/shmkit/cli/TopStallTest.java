package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.Threads;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Locks that are held for too long catch the eye, and no others do. */
@ExtendWith(LeavesNothingBehind.class)
class TopStallTest {
    private static final String BOLD_RED = "\u001b[31;1m";
    private static final String ORDINARY = "\u001b[0m";
    private static final String GAP = " {2,}";
    private static final double STALL_SECONDS = 1;
    /** What is printed is rounded. */
    private static final double ROUNDED_SECONDS = 0.1;

    private final String stalledKey = Keys.unique("stalled");
    private final String briefKey = Keys.unique("brief");
    private final SharedMemory stalled = SharedMemory.create(stalledKey, 64);
    private final SharedMemory brief = SharedMemory.create(briefKey, 64);

    @AfterEach
    void remove() {
        stalled.close();
        brief.close();
        SharedMemory.unlink(stalledKey);
        SharedMemory.unlink(briefKey);
    }

    /** The holder sleeps: of one that runs it cannot be told for how long it has held the lock without a break. */
    @Test
    void shouldHighlightARowFromWhenItsLockIsHeldForTooLongUntilItIsFree() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        Threads.each(() -> holdUntil(seen), () -> {
            try (Pty top = TopOnTerminal.start("--interval", "0.1", "--stall", "1", "--sort", "held")) {
                await(top, (stalledRow, briefRow) -> stalledRow.highlighted() && briefRow.is("FREE"));
                try (ScopedLock lock = brief.lock()) {
                    assertThat(lock).isNotNull();
                    await(top, (stalledRow, briefRow) -> stalledRow.highlighted() && briefRow.is("HELD"));
                }
                seen.countDown();
                await(top, (stalledRow, briefRow) -> stalledRow.is("FREE"));
                top.type("q");
                top.exitsWith(0);

                assertThat(rows(top, stalledKey)).first().matches(row -> !row.highlighted());
                assertThat(rows(top, stalledKey)).allSatisfy(TopStallTest::isHighlightedWhenItShould);
                assertThat(rows(top, briefKey)).allSatisfy(TopStallTest::isHighlightedWhenItShould);
            }
        });
    }

    private void holdUntil(CountDownLatch seen) throws InterruptedException {
        try (ScopedLock lock = stalled.lock()) {
            assertThat(lock).isNotNull();
            seen.await();
        }
    }

    private static void isHighlightedWhenItShould(Row row) {
        if (row.seconds() < STALL_SECONDS) {
            assertThat(row.highlighted()).isFalse();
        } else if (row.seconds() >= STALL_SECONDS + ROUNDED_SECONDS) {
            assertThat(row.highlighted()).isTrue();
        }
        if (row.highlighted()) {
            assertThat(row.is("HELD")).isTrue();
            assertThat(row.seconds()).isGreaterThanOrEqualTo(STALL_SECONDS);
            assertThat(row.text()).endsWith(ORDINARY);
        }
    }

    private void await(Pty top, BiPredicate<Row, Row> stalledAndBrief) {
        Eventually.until(
                top::text,
                () -> TopOnTerminal.screens(top).stream()
                        .anyMatch(screen -> stalledAndBrief.test(row(screen, stalledKey), row(screen, briefKey))));
    }

    private static List<Row> rows(Pty top, String key) {
        return TopOnTerminal.screens(top).stream()
                .map(screen -> row(screen, key))
                .toList();
    }

    private static Row row(List<String> screen, String key) {
        String heading = screen.stream()
                .filter(line -> line.startsWith("KEY "))
                .findFirst()
                .orElseThrow();
        String text =
                screen.stream().filter(line -> line.contains(key)).findFirst().orElseThrow();
        List<String> names = List.of(heading.split(GAP, -1));
        String[] cells = text.split(GAP, -1);
        return new Row(text, cells[names.indexOf("LOCK")], cells[names.indexOf("HELD")]);
    }

    /** A region's line on one screen. */
    private record Row(String text, String lock, String held) {
        boolean is(String state) {
            return lock.equals(state);
        }

        boolean highlighted() {
            return text.startsWith(BOLD_RED);
        }

        double seconds() {
            assertThat(held).matches("[-?]|\\d+\\.\\ds");
            return held.length() == 1 ? 0 : Double.parseDouble(held.substring(0, held.length() - 1));
        }
    }
}
