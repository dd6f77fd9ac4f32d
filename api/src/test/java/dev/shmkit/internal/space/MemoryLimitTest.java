package dev.shmkit.internal.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** In a real control group with a limit of its own, where this process may make one. */
@ExtendWith(LeavesNothingBehind.class)
class MemoryLimitTest {
    private static final long MIB = 1 << 20;
    private static final String UNKNOWN = "";

    private Path group = Path.of(UNKNOWN);

    @BeforeEach
    void makeGroup() throws IOException {
        Optional<Path> made = makeGroup("/sys/fs/cgroup/memory", "memory.limit_in_bytes")
                .or(() -> makeGroup("/sys/fs/cgroup", "memory.max"));
        assumeTrue(made.isPresent(), "no control group can be made here");
        long roomBytes = new File("/dev/shm").getUsableSpace();
        group = made.orElseThrow();
        assumeTrue(roomBytes > 200 * MIB, "/dev/shm has too little room");
    }

    private static Optional<Path> makeGroup(String mount, String limit) {
        Path made = Path.of(mount, Keys.unique("group").substring(1));
        try {
            Files.createDirectory(made);
        } catch (IOException e) {
            return Optional.empty();
        }
        try {
            // Not there where the controller is another version's; then it cannot be made, either.
            Files.writeString(made.resolve(limit), Long.toString(600 * MIB), StandardOpenOption.WRITE);
            return Optional.of(made);
        } catch (IOException e) {
            made.toFile().delete();
            return Optional.empty();
        }
    }

    /** Its processes have ended, but it may be a moment until they count as gone. */
    @AfterEach
    void removeGroup() {
        if (!group.toString().equals(UNKNOWN)) {
            Eventually.until("the control group is gone", () -> {
                try {
                    return Files.deleteIfExists(group);
                } catch (IOException e) {
                    return false;
                }
            });
        }
    }

    private String create(long sizeBytes) throws IOException {
        return ChildJvm.of(LimitedCreation.class)
                .through("sh", "-c", "echo $$ > " + group.resolve("cgroup.procs") + " && exec \"$@\"", "sh")
                .args(Keys.unique("limited"), Long.toString(sizeBytes))
                .run()
                .requireSuccess();
    }

    @Test
    void shouldRefuseARegionThatTheLimitOfTheGroupHasNoRoomFor() throws IOException {
        assertThat(create(100 * MIB)).isEqualTo("created " + 100 * MIB + "\n");
        assertThat(create(700 * MIB + freeSwapBytes()))
                .contains("cannot create region", " bytes are asked for", "are available to this process (ENOSPC)");
    }

    private static long freeSwapBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("SwapFree:"))
                .mapToLong(line -> Long.parseLong(line.split("\\s+", -1)[1]) << 10)
                .sum();
    }
}
