package dev.shmkit.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.RegionAttributes;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.host.RegionSnapshot.Creator;
import dev.shmkit.host.RegionSnapshot.Usage;
import dev.shmkit.host.RegionSummary;
import dev.shmkit.host.RegionSummary.Format;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is told of regions that are made up. */
class UnclaimedTest {
    private static RegionSnapshot region(String key, State lock, Usage usage) {
        RegionSummary summary = new RegionSummary(
                key,
                Path.of("/dev/shm" + key),
                Format.LOCKED,
                4096,
                new RegionAttributes(0600, 0, 0, "root:root"),
                -1,
                LockState.of(lock));
        return new RegionSnapshot(summary, 4096, "1:2:3", Instant.EPOCH, Creator.UNKNOWN, List.of(), List.of(), usage);
    }

    @Test
    void shouldLeaveOutWhatSomebodyHolds() {
        RegionSnapshot held = region("/held", State.HELD, Usage.HIDDEN);
        RegionSnapshot free = region("/free", State.FREE, Usage.HIDDEN);
        RegionSnapshot mapped = region("/mapped", State.FREE, Usage.MAPPED);
        assertThat(Unclaimed.among(List.of(held, free, mapped))).containsExactly(free);
    }

    @Test
    void shouldNotRemoveWhatSomebodyHiddenMayMap() {
        List<RegionSnapshot> hidden = List.of(region("/a", State.FREE, Usage.HIDDEN));
        assertThat(Unclaimed.told(hidden, false, false))
                .endsWith("/a (4 KiB); processes that are hidden may map them; root can tell: sudo ./shm doctor");
        assertThat(Unclaimed.told(hidden, true, true))
                .endsWith("/a (4 KiB); processes outside of this container may map them; doctor can tell there");
        assertThat(Unclaimed.told(hidden, true, false)).endsWith("if no job comes back to them: ./shm rm /a");
        assertThat(Unclaimed.told(List.of(region("/a", State.FREE, Usage.UNMAPPED)), false, false))
                .endsWith("if no job comes back to them: ./shm rm /a");
    }

    @Test
    void shouldGiveACommandThatRunsHoweverManyThereAre() {
        List<RegionSnapshot> many = IntStream.range(0, 13)
                .mapToObj(i -> region("/r" + i, State.FREE, Usage.UNMAPPED))
                .toList();
        assertThat(Unclaimed.told(many, true, false))
                .isEqualTo(
                        "no process is seen to map, and no creator is known of: /r0 /r1 /r2 /r3 /r4 /r5 /r6 /r7 /r8 /r9"
                                + " and 3 more (52 KiB); if no job comes back to them:"
                                + " ./shm rm /r0 /r1 /r2 /r3 /r4 /r5 /r6 /r7 /r8 /r9");
    }
}
