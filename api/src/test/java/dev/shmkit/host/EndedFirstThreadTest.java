package dev.shmkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.LockState.State;
import dev.shmkit.SharedMemory;
import dev.shmkit.host.RegionSnapshot.Creator;
import dev.shmkit.host.RegionSnapshot.Usage;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A process goes on when its main thread has called pthread_exit(3): /proc shows that thread as a zombie that maps nothing. */
@ExtendWith(LeavesNothingBehind.class)
class EndedFirstThreadTest {
    private static final int CREATOR_PID_OFFSET = 52;
    private static final int CREATOR_START_OFFSET = 56;
    private static final int FIELD_OF_START = 22 - 3;

    private static final String PROGRAM = """
            #include <fcntl.h>
            #include <pthread.h>
            #include <stddef.h>
            #include <sys/mman.h>
            #include <unistd.h>

            static void *stay(void *unused)
            {
                char byte;
                while (read(0, &byte, 1) > 0) { }
                _exit(0);
            }

            int main(int count, char **args)
            {
                pthread_t thread;
                int file = open(args[1], O_RDWR);
                if (count != 2 || file < 0
                    || mmap(NULL, 128, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) == MAP_FAILED
                    || pthread_create(&thread, NULL, stay, NULL) != 0)
                    return 1;
                pthread_exit(NULL);
            }
            """;

    @TempDir
    Path directory;

    private final String key = Keys.unique("ended");

    /** No C compiler fails the test: without it nothing is proven. */
    @BeforeEach
    void compile() throws Exception {
        Path source = Files.writeString(directory.resolve("ended.c"), PROGRAM);
        Process compiler = new ProcessBuilder("cc", "-pthread", "-o", program(), source.toString())
                .inheritIO()
                .start();
        assertThat(compiler.waitFor()).isZero();
    }

    private String program() {
        return directory.resolve("ended").toString();
    }

    @Test
    void shouldSeeWhatAProcessMapsWhoseFirstThreadHasEnded() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64);
                SharedMemory words = SharedMemory.attachRaw(key)) {
            Process process = new ProcessBuilder(program(), Keys.path(key).toString()).start();
            try {
                Eventually.until(
                        "its first thread has ended", () -> stat(process.pid()).startsWith("Z"));
                words.putInt(CREATOR_PID_OFFSET, Math.toIntExact(process.pid()))
                        .putLong(
                                CREATOR_START_OFFSET,
                                Long.parseLong(stat(process.pid()).split(" ", -1)[FIELD_OF_START]));
                RegionSnapshot seen = HostRegions.look(key);
                assertThat(seen.creator()).isEqualTo(Creator.ALIVE);
                assertThat(seen.mappers())
                        .extracting(RegionMapper::pid)
                        .containsExactlyInAnyOrder(ProcessHandle.current().pid(), process.pid());
                assertThat(seen.usage()).isEqualTo(Usage.MAPPED);
                assertThat(seen.summary().lockState().state()).isEqualTo(State.FREE);
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(HostRegions.look(key).creator()).isEqualTo(Creator.GONE);
            region.unlink();
        }
    }

    /** What stands behind the name. */
    private static String stat(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
