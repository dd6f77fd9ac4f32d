package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.host.HostRegions;
import dev.shmkit.internal.errno.Errno;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.SelfProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeavesNothingBehind.class)
class NotARegionTest {
    private static final Duration A_MOMENT = Duration.ofMillis(30);

    private final String key = Keys.unique("odd");
    private final Path path = Keys.path(key);

    @AfterEach
    void removeWhatIsInTheWay() throws Exception {
        Files.deleteIfExists(path);
        assertThat(SelfProcess.descriptorsBelow(path.getParent())).isEmpty();
        assertThat(SelfProcess.mappingsBelow(path.getParent())).isEmpty();
    }

    @Test
    void shouldRefuseADirectoryAtOnceAndKeepIt() throws Exception {
        Files.createDirectory(path);
        ShmException thrown = Refusal.of(
                this::attachPatiently, ShmException.class, key, "attach", "it is a directory", "name a file");
        assertThat(thrown.errno()).isEqualTo(Errno.EISDIR);
        Refusal.of(this::unlink, ShmException.class, key, "unlink", "is a directory", "remove it by other means");
        Refusal.of(
                this::create,
                RegionExistsException.class,
                key,
                "create",
                path + " is a directory (EEXIST) and no region",
                "use another key");
        assertThat(path).isDirectory();
    }

    @Test
    void shouldRefuseAFifoAtOnceAndKeepIt() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
        Refusal.of(
                this::attachPatiently,
                ShmException.class,
                key,
                "attach",
                "is a FIFO",
                "only a regular file",
                "use another key");
        Refusal.of(
                this::attachRaw,
                ShmException.class,
                key,
                "attach",
                "is a FIFO",
                "only a regular file",
                "use another key");
        Refusal.of(() -> HostRegions.look(key), ShmException.class, key, "find", path + " is a FIFO", "only a regular");
        Refusal.of(this::unlink, ShmException.class, key, "unlink", "is a FIFO", "remove it by other means");
        assertThat(path).exists();
    }

    @Test
    void shouldRefuseASymbolicLinkAtOnceAndLeaveItsTargetAlone(@TempDir Path elsewhere) throws Exception {
        Path target = elsewhere.resolve("target");
        try (SharedMemory region = SharedMemory.create(target.toString(), 64)) {
            byte[] before = Files.readAllBytes(target);
            Files.createSymbolicLink(path, target);
            ShmException thrown = Refusal.of(
                    this::attachPatiently,
                    ShmException.class,
                    key,
                    "attach",
                    "it is a symbolic link (ELOOP)",
                    "name the file itself");
            assertThat(thrown.errno()).isEqualTo(Errno.ELOOP);
            Refusal.of(this::unlink, ShmException.class, key, "unlink", "is a symbolic link");
            Refusal.of(() -> HostRegions.find(key), ShmException.class, key, "find", path + " is a symbolic link");
            Refusal.of(this::create, RegionExistsException.class, key, "create", "(EEXIST)");
            assertThat(path).isSymbolicLink();
            assertThat(Files.readAllBytes(target)).isEqualTo(before);
            region.unlink();
        }
    }

    @Test
    void shouldNotCreateThroughADanglingSymbolicLink(@TempDir Path elsewhere) throws Exception {
        Path target = elsewhere.resolve("nothing");
        Files.createSymbolicLink(path, target);
        Refusal.of(this::create, RegionExistsException.class, key, "create", path + " is a symbolic link (EEXIST)");
        assertThat(target).doesNotExist();
    }

    @Test
    void shouldSayThatAFileIsTooShortToBeARegionAndKeepIt() throws Exception {
        byte[] tenBytes = "ten bytes!".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Files.write(path, tenBytes);
        Refusal.of(
                this::attachBriefly,
                AttachTimeoutException.class,
                key,
                "attach",
                path + " has 10 bytes, too few for a region (at least 65)",
                "use attachRaw");
        assertThat(Files.readAllBytes(path)).isEqualTo(tenBytes);
        try (SharedMemory raw = SharedMemory.attachRaw(key)) {
            assertThat(raw.getString(0)).isEqualTo("ten bytes!");
        }
    }

    @Test
    void shouldRefuseAnEmptyFileEvenAsARawRegion() throws Exception {
        Files.createFile(path);
        Refusal.of(this::attachRaw, AttachTimeoutException.class, key, "attach", "is empty", "give it a length first");
    }

    @Test
    void shouldGiveUpOnAFileWhoseMutexIsNeverInitialised() throws Exception {
        byte[] zeros = new byte[64 + 4096];
        Files.write(path, zeros);
        Refusal.of(
                this::attachBriefly,
                AttachTimeoutException.class,
                key,
                "attach",
                "waited ",
                " ms and " + path + " has no initialised mutex",
                "use attachRaw");
        assertThat(Files.readAllBytes(path)).as("nobody wrote into it").isEqualTo(zeros);
    }

    @Test
    void shouldNotUnlinkAFileOutsideTheShmDirectoriesThatIsNoRegion(@TempDir Path elsewhere) throws Exception {
        Path precious = Files.writeString(elsewhere.resolve("thesis.tex"), "x".repeat(100));
        Refusal.of(
                () -> SharedMemory.unlink(precious.toString()),
                ShmException.class,
                precious.toString(),
                "unlink",
                "does not begin with a region's mutex",
                "remove it by other means");
        assertThat(precious).hasSize(100);
    }

    private void attachPatiently() {
        SharedMemory.attach(key, Duration.ofDays(1)).close();
    }

    private void attachBriefly() {
        SharedMemory.attach(key, A_MOMENT).close();
    }

    private void attachRaw() {
        SharedMemory.attachRaw(key).close();
    }

    private void create() {
        SharedMemory.create(key, 64).close();
    }

    private void unlink() {
        SharedMemory.unlink(key);
    }
}
