package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.SelfProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LeavesNothingBehind.class)
class CreationTest {
    private static final int SIZE = 100_000;
    private static final int ROUNDS = 300;
    private static final int KIND_OFFSET = 16;
    private static final int ERRORCHECK_PSHARED = 130;

    @Test
    void shouldNeverShowAHalfMadeRegion() throws Exception {
        String key = Keys.unique("whole");
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger seen = new AtomicInteger();
        FutureTask<Void> watching = new FutureTask<>(() -> {
            while (!over.get()) {
                if (looksWhole(Keys.path(key))) {
                    seen.incrementAndGet();
                }
            }
            return null;
        });
        Thread watcher = new Thread(watching, "watcher");
        watcher.start();
        try {
            for (int i = 0; i < ROUNDS && watcher.isAlive(); i++) {
                try (SharedMemory region = SharedMemory.create(key, SIZE)) {
                    region.unlink();
                }
            }
            try (SharedMemory region = SharedMemory.create(key, SIZE)) {
                Eventually.until("the watcher has seen a region", () -> seen.get() > 0 || !watcher.isAlive());
                region.unlink();
            }
        } finally {
            over.set(true);
        }
        watching.get(60, TimeUnit.SECONDS);
        assertThat(seen).hasPositiveValue();
    }

    /** False when nothing is there; fails when something is there that is not complete. */
    private static boolean looksWhole(Path path) throws IOException {
        try {
            byte[] bytes = Files.readAllBytes(path);
            assertThat(bytes).hasSize(64 + SIZE);
            assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt(KIND_OFFSET))
                    .isEqualTo(ERRORCHECK_PSHARED);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({"000", "022", "077", "777"})
    void shouldGiveEveryRegionItsModeWhateverTheUmask(String umask) throws IOException {
        assumeTrue(
                !umask.equals("777") || SelfProcess.isRoot(),
                "only root can use the files that a JVM makes for itself with this umask");
        String open = Keys.unique("open");
        String secure = Keys.unique("secure");
        String output = ChildJvm.of(Modes.class)
                .through("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh")
                .args(open, secure)
                .run()
                .requireSuccess();
        assertThat(output.lines())
                .containsExactly("rw-rw-rw- false rw-rw-rw-", "rw------- true rw-------", "umask " + umask);
    }

    /** Creates an open and a secure region and prints their modes, as shmkit and as the file system tell them. */
    static final class Modes {
        public static void main(String[] args) throws IOException {
            try (SharedMemory open = SharedMemory.create(args[0], 64);
                    SharedMemory secure = SharedMemory.createSecure(args[1], 64)) {
                print(open);
                print(secure);
                open.unlink();
                secure.unlink();
            }
            // The process-wide umask is not touched, not even for a moment that another thread could see.
            String umask = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("Umask:"))
                    .findFirst()
                    .orElseThrow();
            System.out.println("umask " + umask.substring(umask.length() - 3));
        }

        private static void print(SharedMemory region) throws IOException {
            RegionAttributes attributes = region.attributes();
            System.out.println(attributes.mode() + " " + attributes.secure() + " "
                    + java.nio.file.attribute.PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(region.path())));
        }
    }

    @Test
    void shouldReserveEveryPageBeforehand() throws Exception {
        try (SharedMemory region = SharedMemory.create(Keys.unique("reserved"), 10_000_000)) {
            Process du = new ProcessBuilder("stat", "-c", "%b %B", region.path().toString()).start();
            String[] blocks = new String(du.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .strip()
                    .split(" ", -1);
            assertThat(du.waitFor()).isZero();
            assertThat(Long.parseLong(blocks[0]) * Long.parseLong(blocks[1])).isGreaterThanOrEqualTo(10_000_064);
            region.unlink();
        }
    }

    @Test
    void shouldTellAttributesOfTheFile() throws Exception {
        try (SharedMemory region = SharedMemory.createSecure(Keys.unique("attributes"), 64)) {
            RegionAttributes attributes = region.attributes();
            assertThat(attributes.permissions()).isEqualTo(0600);
            assertThat(attributes.uid()).isEqualTo(SelfProcess.uid());
            assertThat(attributes.owner())
                    .startsWith(Files.getOwner(region.path()).getName() + ":");
            assertThat(region.info().role()).isEqualTo(RegionInfo.Role.OWNER);
            assertThat(region.info().raw()).isFalse();
            assertThat(region.info().inode()).isEqualTo(Files.getAttribute(region.path(), "unix:ino"));
            region.unlink();
        }
    }
}
