package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.host.HostRegions;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class TopTest {
    private static final String ALTERNATE_SCREEN = "\u001b[?1049h";
    private static final String ORDINARY_SCREEN = "\u001b[?1049l";
    private static final String WHOLE_SUMMARY =
            "\\d+ regions in .*; locks: .* to look at; \\d+ threads? waiting; \\d+ processes"
                    + "(; hidden: .*(process|processes|threads?|directory|directories))?";

    private final String key = Keys.unique("top");
    private final SharedMemory region = SharedMemory.create(key, 4096);

    @AfterEach
    void remove() {
        region.close();
        SharedMemory.unlink(key);
    }

    @Test
    void shouldPrintOnceAsPlainText() {
        try (ScopedLock lock = region.lock()) {
            assertThat(lock).isNotNull();
            Terminal top = Terminal.run("top", "--once");
            assertThat(top.status()).isZero();
            assertThat(top.err()).isEmpty();
            assertThat(top.out()).contains("/dev/shm", "KEY").doesNotContain("\u001b");
            assertThat(row(top))
                    .contains("4 KiB", "java[")
                    .as("one look cannot tell for how long")
                    .containsPattern(" HELD  +\\?  +java\\[");
        }
        assertThat(row(Terminal.run("top", "--once"))).containsPattern(" FREE  +-  +-$");
    }

    private String row(Terminal top) {
        return top.out()
                .lines()
                .filter(line -> line.startsWith(key))
                .reduce((one, another) -> {
                    throw new AssertionError("two rows: " + one + " and " + another);
                })
                .orElseThrow();
    }

    @Test
    void shouldSortByWhatItIsTold() {
        String larger = createdLater("larger");
        assertThat(keysBy("size")).containsSubsequence(larger, key);
        assertThat(keysBy("mappers")).containsSubsequence(key, larger);
        assertThat(keysBy("age")).containsSubsequence(key, larger);
        SharedMemory.unlink(larger);
    }

    /** The kernel's clock for files goes in steps of some milliseconds: what is created within one has the same age. */
    private String createdLater(String hint) {
        String later = Keys.unique(hint);
        Eventually.until("a region is younger than " + key, () -> {
            SharedMemory.create(later, 8192).close();
            boolean younger = created(later).isAfter(created(key));
            if (!younger) {
                SharedMemory.unlink(later);
            }
            return younger;
        });
        return later;
    }

    private static Instant created(String key) {
        return HostRegions.look(key).created();
    }

    private static List<String> keysBy(String column) {
        return Terminal.run("top", "--once", "--sort", column)
                .out()
                .lines()
                .map(line -> line.split(" ", 2)[0])
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--sort=colour", "--interval=0", "--interval=x", "--stall=-1"})
    void shouldRefuseOptionsThatMakeNoSense(String option) {
        Terminal wrong = Terminal.run("top", "--once", option);
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err().lines()).singleElement().asString().startsWith("shm: ");
    }

    @Test
    void shouldFillATerminalSortOnAKeyAndGiveTheScreenBack() throws Exception {
        ScopedLock lock = region.lock();
        try (Pty top = TopOnTerminal.start("--interval", "0.1", "--stall", "0.1")) {
            top.await(key);
            // In the last line, which may be written a moment later.
            top.await("sorted by waiters");
            assertThat(top.text()).contains(ALTERNATE_SCREEN);
            top.type("s");
            top.await("sorted by size");
            lock.close();
            top.type("q");
            top.exitsWith(0);
            top.await(ORDINARY_SCREEN);
        }
    }

    @Test
    void shouldSayHowManyLinesALowScreenHasNoRoomFor() throws Exception {
        try (Pty top = TopOnTerminal.start(120, 3)) {
            top.await("more below; sorted by waiters");
            assertThat(top.text()).containsPattern("\\b[1-9][0-9]* more below;");
            top.type("q");
            top.exitsWith(0);
        }
    }

    /** Each further line that it takes is one row less. */
    @ParameterizedTest
    @ValueSource(ints = {80, 120})
    void shouldShowTheWholeSummaryAndCountTheRowsThatItLeavesNoRoomFor(int columns) throws Exception {
        int height = 8;
        List<String> more =
                Stream.generate(() -> Keys.unique("row")).limit(height).toList();
        more.forEach(each -> SharedMemory.create(each, 64).close());
        try (Pty top = TopOnTerminal.start(columns, height)) {
            top.await("sorted by waiters");
            top.type("q");
            top.exitsWith(0);
            List<String> screen = TopOnTerminal.screens(top).get(0);
            List<String> summary =
                    screen.stream().takeWhile(line -> !line.isEmpty()).toList();
            assertThat(String.join(" ", summary)).matches(WHOLE_SUMMARY);
            // Below it are an empty line and the heading.
            int rows = height - 1 - summary.size() - 2;
            int regions = Integer.parseInt(summary.get(0).split(" ", 2)[0]);
            assertThat(screen).hasSize(height);
            assertThat(screen.subList(summary.size() + 1, height - 1))
                    .hasSize(rows + 1)
                    .noneMatch(String::isEmpty);
            assertThat(screen.get(height - 1)).startsWith(regions - rows + " more below; ");
        } finally {
            more.forEach(SharedMemory::unlink);
        }
    }

    /** As a container's terminal, or one of a build, is. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0, 50", "200, 0"})
    void shouldTakeATerminalWithoutASizeForAnOrdinaryOne(int columns, int rows) throws Exception {
        try (Pty top = TopOnTerminal.start(columns, rows)) {
            top.await("sorted by waiters; w h s r m a k: sort, q: quit");
            top.type("q");
            top.exitsWith(0);
            assertThat(TopOnTerminal.screens(top).get(0)).hasSize(24);
        }
    }

    @Test
    void shouldPrintPlainTextOnATerminalThatCanOnlyPrint() throws Exception {
        try (Pty top = Pty.start(TopOnTerminal.command(), Map.of("TERM", "dumb"))) {
            top.exitsWith(0);
            top.await(key);
            assertThat(top.text()).doesNotContain("\u001b");
        }
    }

    /** The exit statuses are those of a program that a signal has ended. */
    @ParameterizedTest
    @CsvSource({"TERM, 143", "HUP, 129", "INT, 0"})
    void shouldGiveTheScreenBackWhenASignalEndsIt(String signal, int status) throws Exception {
        try (Pty top = TopOnTerminal.start("--interval", "3600")) {
            top.await("sorted by waiters");
            top.signal(signal);
            top.exitsWith(status);
            top.await(ORDINARY_SCREEN);
            assertThat(top.text()).doesNotContain("Exception", "shm: ");
        }
    }
}
