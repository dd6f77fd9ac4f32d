package dev.shmkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.LockState;
import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.internal.posix.Kernel;
import dev.shmkit.testing.AsNobody;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What another user sees of root's regions and processes: all that is open to it, and how much is not. */
@ExtendWith(LeavesNothingBehind.class)
class HiddenProcessesTest {
    @TempDir
    Path readable;

    private final String key = Keys.unique("hidden");

    @BeforeEach
    void letNobodyRead() throws IOException {
        AsNobody.prepare(readable);
    }

    private List<String> nobodySees() throws IOException {
        return AsNobody.jvm(Onlooker.class, readable)
                .args(key)
                .run()
                .requireSuccess()
                .lines()
                .toList();
    }

    @Test
    void shouldCountTheProcessesThatHideInsteadOfLeavingThemOut() throws IOException {
        long pid = ProcessHandle.current().pid();
        try (SharedMemory region = SharedMemory.create(key, 64);
                ScopedLock lock = region.lock()) {
            assertThat(lock).isNotNull();
            assertThat(nobodySees())
                    .containsExactly("LOCKED HELD " + pid, "mapped by []", "HIDDEN, creator ALIVE", "some hide: true");
            region.unlink();
        }
    }

    @Test
    void shouldListASecureRegionAsHidden() throws IOException {
        try (SharedMemory region = SharedMemory.createSecure(key, 64)) {
            assertThat(nobodySees())
                    .containsExactly("HIDDEN UNKNOWN -", "mapped by []", "HIDDEN, creator UNKNOWN", "some hide: true");
            region.unlink();
        }
    }

    @Test
    void shouldNotBeSureThatARegionIsAnOrphanWhileSomebodyHides() throws IOException {
        try (SharedMemory region = SharedMemory.create(key, 64);
                SharedMemory words = SharedMemory.attachRaw(key)) {
            // As if its creator had been an earlier process with this pid.
            words.putLong(56, 1);
            assertThat(nobodySees()).contains("POSSIBLE_ORPHAN, creator GONE");
            region.unlink();
        }
    }

    /** Who holds its lock uses it, and hides only where. */
    @Test
    void shouldCallNoRegionAnOrphanWhoseLockAThreadHoldsThatLives() throws IOException {
        try (SharedMemory region = SharedMemory.create(key, 64);
                SharedMemory words = SharedMemory.attachRaw(key);
                ScopedLock lock = region.lock()) {
            assertThat(lock).isNotNull();
            words.putLong(56, 1);
            assertThat(nobodySees()).contains("mapped by []", "HIDDEN, creator GONE");
            region.unlink();
        }
    }

    /** The lock that a dead holder leaves looks the same as a living one's, and nobody may take it over on a guess. */
    @Test
    void shouldNotKnowALockWhoseHolderCannotBeLookedUp() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64);
                ScopedLock lock = region.lock()) {
            assertThat(lock).isNotNull();
            String judged = AsNobody.jvmThatSeesNoOthers(Judge.class, readable)
                    .args(key)
                    .run()
                    .requireSuccess();
            assertThat(judged).isEqualTo("UNKNOWN by tid %d, recovered: false%n".formatted(Kernel.threadId()));
            region.unlink();
        }
    }

    /** Prints how it sees a region's lock. */
    static final class Judge {
        public static void main(String[] args) {
            try (SharedMemory region = SharedMemory.attach(args[0], Duration.ZERO)) {
                LockState seen = region.lockState();
                System.out.printf(
                        "%s by tid %d, recovered: %s%n",
                        seen.state(),
                        seen.holder().orElseThrow().tid(),
                        region.recover().isPresent());
            }
        }
    }

    @Test
    void shouldCountTheDirectoriesThatHideInsteadOfLeavingThemOut() throws IOException {
        Path open = readable.resolve("open");
        Path closed = readable.resolve("closed");
        Files.createDirectory(open, mode("rwxr-xr-x"));
        Files.createDirectory(closed, mode("rwx------"));
        int always = hiddenDirectories(open + ":" + readable.resolve("missing"));
        assertThat(hiddenDirectories(open + ":" + closed)).isEqualTo(always + 1);
    }

    private static FileAttribute<?> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private int hiddenDirectories(String directories) throws IOException {
        return Integer.parseInt(AsNobody.jvm(DirectoryCounter.class, readable)
                .vm("-Dshmkit.directories=" + directories)
                .run()
                .requireSuccess()
                .strip());
    }

    /** Prints how many directories hide. */
    static final class DirectoryCounter {
        public static void main(String[] args) {
            System.out.println(HostRegions.snapshot().hiddenDirectories());
        }
    }

    /** Prints what it sees of a region. */
    static final class Onlooker {
        public static void main(String[] args) {
            HostSnapshot snapshot = HostRegions.snapshot();
            RegionSnapshot region = snapshot.regions().stream()
                    .filter(candidate -> candidate.key().equals(args[0]))
                    .findFirst()
                    .orElseThrow();
            RegionSummary summary = region.summary();
            String holder = summary.lockState()
                    .holder()
                    .map(thread -> Long.toString(thread.pid()))
                    .orElse("-");
            System.out.println(summary.format() + " " + summary.lockState().state() + " " + holder);
            System.out.println("mapped by " + region.mappers());
            System.out.println(region.usage() + ", creator " + region.creator());
            System.out.println("some hide: " + (snapshot.hiddenProcesses() > 0));
        }
    }
}
