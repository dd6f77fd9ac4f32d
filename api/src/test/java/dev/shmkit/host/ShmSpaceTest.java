package dev.shmkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShmSpaceTest {
    /** Others make files meanwhile, and what stat(1) says is as of another moment. */
    private static final long OTHERS = 1000;

    @Test
    void shouldCountFilesAsStatDoes() throws IOException {
        Process stat = new ProcessBuilder("stat", "-f", "-c", "%c %d", "/dev/shm").start();
        String[] said = new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .strip()
                .split(" ", 2);
        long total = Long.parseLong(said[0]);
        ShmSpace space = ShmSpace.now();
        assertThat(space.totalFiles()).isEqualTo(total);
        assertThat(space.usedFiles()).isBetween(total - Long.parseLong(said[1]) - OTHERS, total);
        assertThat(space.usedFilesPercent()).isBetween(0, 100);
    }

    @Test
    void shouldKnowNoLimitWhereThereIsNoFileSystem() {
        ShmSpace none = ShmSpace.of(Path.of("/proc/none"));
        assertThat(none).isEqualTo(new ShmSpace(Path.of("/proc/none"), 0, 0, 0, 0));
        assertThat(none.usedPercent()).isZero();
        assertThat(none.usedFilesPercent()).isZero();
    }

    @Test
    void shouldTellWhatRunsOutFirst() {
        ShmSpace space = new ShmSpace(Path.of("/dev/shm"), 1000, 100, 50, 49);
        assertThat(space.usedPercent()).isEqualTo(10);
        assertThat(space.usedFilesPercent()).isEqualTo(98);
    }
}
