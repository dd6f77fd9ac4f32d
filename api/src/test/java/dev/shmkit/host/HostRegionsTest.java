package dev.shmkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.RegionNotFoundException;
import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.ShmException;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeavesNothingBehind.class)
class HostRegionsTest {
    private final String key = Keys.unique("host");

    @Test
    void shouldSayThatARegionIsGoneWhoseDataAreAskedFor() {
        SharedMemory.create(key, 64).close();
        RegionSummary region = HostRegions.find(key);
        assertThat(HostRegions.readData(region, 0, 64)).hasSize(64);
        SharedMemory.unlink(key);
        assertThatExceptionOfType(RegionNotFoundException.class)
                .isThrownBy(() -> HostRegions.readData(region, 0, 64))
                .withMessageContaining("cannot read region \"%s\": reading %s", key, Keys.path(key));
    }

    @Test
    void shouldReadNoBytesAtTheEndAsARegionDoes() {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            RegionSummary summary = HostRegions.find(key);
            assertThat(region.getBytes(64, new byte[0])).isEmpty();
            assertThat(HostRegions.readData(summary, 64, 0)).isEmpty();
            for (long[] outside : new long[][] {{64, 1}, {65, 0}, {-1, 0}, {64, -1}}) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .as("%d bytes at %d", outside[1], outside[0])
                        .isThrownBy(() -> HostRegions.readData(summary, outside[0], (int) outside[1]));
            }
            region.unlink();
        }
    }

    @Test
    void shouldTellARegionInOneLine() throws Exception {
        SharedMemory.create(key, 64, RegionOption.SECURE).close();
        String owner = Files.getOwner(Keys.path(key)).getName();
        assertThat(HostRegions.find(key).toString())
                .matches("\\Q%s (64 bytes, rw------- %s:\\E\\S+\\Q, lock FREE)\\E".formatted(key, owner));
        assertThat(HostRegions.look(key).toString())
                .matches(".*, lock FREE\\): mapped by \\[], waited for by \\[], (UNMAPPED|HIDDEN)");
        SharedMemory.unlink(key);
    }

    @Test
    void shouldNotWaitForAFifoThatHasTakenTheNameWhoseDataAreAskedFor() throws Exception {
        SharedMemory.create(key, 64).close();
        RegionSummary region = HostRegions.find(key);
        SharedMemory.unlink(key);
        assertThat(new ProcessBuilder("mkfifo", Keys.path(key).toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThatExceptionOfType(ShmException.class)
                .isThrownBy(() -> HostRegions.readData(region, 0, 64))
                .withMessageContaining(key);
        Files.delete(Keys.path(key));
    }

    @Test
    void shouldCountAndDescribeRegionsWithoutJudgingTheirLocks() {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            assertThat(HostRegions.count()).isPositive();
            assertThat(HostRegions.describe(key).sizeBytes()).isEqualTo(64);
            assertThat(HostRegions.describe(key).lockState().state()).isEqualTo(State.UNKNOWN);
            assertThat(HostRegions.find(key).lockState().state()).isEqualTo(State.FREE);
            region.unlink();
        }
    }

    /** As a holder leaves it that died before it had signed. */
    @Test
    void shouldNotTakeTheTimeToJudgeUnsignedLocksWhenItListsAll() {
        SharedMemory.create(key, 64).close();
        try (SharedMemory words = SharedMemory.attachRaw(key)) {
            words.putInt(0, 1);
        }
        assertThat(HostRegions.list())
                .filteredOn(region -> region.key().equals(key))
                .extracting(RegionSummary::lockState)
                .containsExactly(LockState.of(State.HELD));
        assertThat(HostRegions.find(key).lockState()).isEqualTo(LockState.of(State.ABANDONED));
        SharedMemory.unlink(key);
    }

    @Test
    void shouldKnowAFileWhateverHappensToItUntilItIsAnotherOne() {
        SharedMemory.create(key, 64).close();
        String first = HostRegions.look(key).fileId();
        assertThat(Keys.path(key).toFile().setReadable(false, false)).isTrue();
        assertThat(HostRegions.look(key).fileId()).isEqualTo(first);
        try (SharedMemory mapped = SharedMemory.attach(key, Duration.ZERO)) {
            mapped.unlink();
            SharedMemory.create(key, 64).close();
            assertThat(HostRegions.look(key).fileId()).isNotEqualTo(first);
        }
        SharedMemory.unlink(key);
    }
}
