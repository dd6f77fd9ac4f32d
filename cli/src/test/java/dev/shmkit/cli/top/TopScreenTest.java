package dev.shmkit.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState;
import dev.shmkit.RegionAttributes;
import dev.shmkit.host.Deadlock;
import dev.shmkit.host.HostSnapshot;
import dev.shmkit.host.RegionSummary;
import dev.shmkit.host.RegionWaiter;
import dev.shmkit.host.ShmSpace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopScreenTest {
    private static final String ODD = "odd\u001b[31m\none";

    @Test
    void shouldTellOfADeadlockInOneLineThatHarmsNoTerminal() {
        List<TopScreen.Line> lines = screen(new Deadlock(List.of(waits(7, ODD, 9))), OptionalInt.empty());
        assertThat(lines)
                .extracting(TopScreen.Line::text)
                .filteredOn(text -> text.startsWith("DEADLOCK: "))
                .singleElement()
                .asString()
                .contains("waits for /odd?[31m?one")
                .doesNotContain("\u001b", "\n");
    }

    @Test
    void shouldBreakADeadlockBetweenItsWaitsWhereTheScreenEnds() {
        Deadlock deadlock = new Deadlock(List.of(waits(7, "first", 8), waits(8, "second", 7)));
        List<TopScreen.Line> lines = screen(deadlock, OptionalInt.of(100));
        List<String> alarming = lines.stream()
                .filter(TopScreen.Line::alarming)
                .map(TopScreen.Line::text)
                .toList();
        assertThat(alarming).hasSize(2).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(String.join(" ", alarming)).isEqualTo("DEADLOCK: " + deadlock);
    }

    private static List<TopScreen.Line> screen(Deadlock deadlock, OptionalInt columns) {
        try (TopScreen screen = new TopScreen(Duration.ofSeconds(1))) {
            HostSnapshot nothing = new HostSnapshot(Instant.EPOCH, List.of(), 0, 1, 0, 0);
            ShmSpace space = new ShmSpace(Path.of("/dev/shm"), 1, 0, 0, 0);
            return screen.lines(nothing, List.of(deadlock), space, SortKey.KEY, columns);
        }
    }

    private static Deadlock.Wait waits(long pid, String key, long holderPid) {
        RegionSummary region = new RegionSummary(
                "/" + key,
                Path.of("/dev/shm/" + key),
                RegionSummary.Format.LOCKED,
                64,
                new RegionAttributes(0600, 0, 0, "root:root"),
                1,
                LockState.of(LockState.State.HELD));
        return new Deadlock.Wait(
                new RegionWaiter(pid, pid, key, key, 0, true, false),
                region,
                new LockHolder(holderPid, holderPid, key, key, 0));
    }

    @Test
    void shouldTellOfFilesWhereTheyRunOutBeforeTheBytes() {
        HostSnapshot nothing = new HostSnapshot(Instant.EPOCH, List.of(), 0, 1, 0, 0);
        ShmSpace scarce = new ShmSpace(Path.of("/dev/shm"), 100, 10, 100, 95);
        assertThat(TopSummary.of(List.of(), scarce, nothing))
                .contains("/dev/shm 10 B of 100 B (10 %, 95 % of its files);");
        ShmSpace plenty = new ShmSpace(Path.of("/dev/shm"), 100, 10, 100, 5);
        assertThat(TopSummary.of(List.of(), plenty, nothing)).contains("(10 %);");
    }

    @Test
    void shouldCountWhatPermissionsHide() {
        assertThat(summary(new HostSnapshot(Instant.EPOCH, List.of(), 2, 9, 1, 3)))
                .endsWith("; 9 processes; hidden: 1 process, 3 threads, 2 directories");
        assertThat(summary(new HostSnapshot(Instant.EPOCH, List.of(), 1, 1, 0, 0)))
                .endsWith("; 1 process; hidden: 1 directory");
        assertThat(summary(new HostSnapshot(Instant.EPOCH, List.of(), 0, 9, 0, 0)))
                .endsWith("; 9 processes");
    }

    @ParameterizedTest
    @CsvSource({"80, 2", "120, 2", "200, 1"})
    void shouldBreakTheSummaryBetweenItsPartsWhereTheScreenEnds(int columns, int count) {
        HostSnapshot snapshot = new HostSnapshot(Instant.EPOCH, List.of(), 2, 98765, 1, 3);
        List<String> lines = lines(snapshot, OptionalInt.of(columns));
        List<String> summary = lines.subList(0, lines.indexOf(""));
        assertThat(summary).hasSize(count);
        assertThat(String.join(" ", summary)).isEqualTo(summary(snapshot));
        assertThat(summary.subList(0, count - 1))
                .allSatisfy(line -> assertThat(line).endsWith(";"));
        assertThat(lines.get(count + 1)).startsWith("KEY ");
        assertThat(summary).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
    }

    @Test
    void shouldBreakTheSummaryNoEarlierThanItMust() {
        assertThat(TopParts.lines("one; two; three", 15)).containsExactly("one; two; three");
        assertThat(TopParts.lines("one; two; three", 14)).containsExactly("one; two;", "three");
        assertThat(TopParts.lines("one; two; three", 9)).containsExactly("one; two;", "three");
        assertThat(TopParts.lines("one; two; three", 8)).containsExactly("one;", "two;", "three");
        assertThat(TopParts.lines("one; two; three", 1)).containsExactly("one;", "two;", "three");
    }

    private static String summary(HostSnapshot snapshot) {
        return lines(snapshot, OptionalInt.empty()).get(0);
    }

    private static List<String> lines(HostSnapshot snapshot, OptionalInt columns) {
        try (TopScreen screen = new TopScreen(Duration.ofSeconds(1))) {
            ShmSpace space = new ShmSpace(Path.of("/dev/shm"), 1, 0, 0, 0);
            return screen.lines(snapshot, List.of(), space, SortKey.KEY, columns).stream()
                    .map(TopScreen.Line::text)
                    .toList();
        }
    }
}
