package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.SelfProcess;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeavesNothingBehind.class)
class ForgottenRegionTest {
    private static final Path SHM = Keys.directory();

    private final String key = Keys.unique("forgotten");

    @Test
    void shouldCloseARegionThatNobodyCanReach() {
        createAndForget();
        Eventually.until("the cleaner closes it", () -> collected("closed OWNER 64"));
        Eventually.until("its memory is unmapped", () -> {
            System.gc();
            return SelfProcess.mappingsBelow(SHM).isEmpty();
        });
        assertThat(SelfProcess.descriptorsBelow(SHM)).isEmpty();
        assertThat(Keys.path(key)).as("closing never unlinks").exists();
        SharedMemory.unlink(key);
    }

    @Test
    void shouldKeepTheMemoryForABufferThatOutlivesItsRegion() {
        ByteBuffer buffer = bufferOfForgottenRegion();
        Eventually.until("the cleaner closes the region", () -> collected("closed OWNER 64"));
        for (int i = 0; i < 5; i++) {
            System.gc();
            assertThat(buffer.getLong(0)).isEqualTo(42);
        }
        try (SharedMemory user = SharedMemory.attach(key, Duration.ZERO)) {
            buffer.putLong(8, 43);
            assertThat(user.getLong(8)).as("still the shared memory").isEqualTo(43);
            user.unlink();
        }
    }

    @Test
    void shouldKeepTheAddressesOfARobustLockAsLongAsTheThreadThatHoldsIt() throws Exception {
        ChildJvm.Exit exit = ChildJvm.of(ForgottenRobustLock.class).args(key).run();
        assertThat(exit.requireSuccess()).contains("used the other lock 20 times");
    }

    @Test
    void shouldRemoveTheNameOfATemporaryRegionThatNobodyCanReach() {
        SharedMemory.create(key, 64, RegionOption.TEMPORARY);
        Eventually.until("the cleaner unlinks it", () -> collected("unlinked OWNER 64"));
        Eventually.until("and closes it", () -> collected("closed OWNER 64"));
        assertThat(Keys.path(key)).doesNotExist();
    }

    @Test
    void shouldRemoveTheNameOfATemporaryRegionWhenItIsClosed() {
        try (SharedMemory region = SharedMemory.create(key, 64, RegionOption.TEMPORARY)) {
            assertThat(region.path()).exists();
        }
        assertThat(Keys.path(key)).doesNotExist();
    }

    @Test
    void shouldRemoveTheNamesOfTemporaryRegionsWhenTheJvmEnds() throws Exception {
        String output = ChildJvm.of(Leaver.class).args(key, "return").run().requireSuccess();
        assertThat(output.lines()).containsExactly("exists true");
        assertThat(Keys.path(key)).doesNotExist();
    }

    @Test
    void shouldRemoveTheNamesOfTemporaryRegionsOnExitWithTheLockHeld() throws Exception {
        ChildJvm.Exit exit = ChildJvm.of(Leaver.class).args(key, "exit").run();
        assertThat(exit.code()).as(exit.output()).isEqualTo(3);
        assertThat(exit.output().lines()).containsExactly("exists true");
        assertThat(Keys.path(key)).doesNotExist();
    }

    @Test
    void shouldKeepTheNamesOfOrdinaryRegionsWhenTheJvmEnds() throws Exception {
        String output = ChildJvm.of(Leaver.class).args(key, "ordinary").run().requireSuccess();
        assertThat(output.lines()).containsExactly("exists true");
        try (SharedMemory region = SharedMemory.attach(key, Duration.ZERO)) {
            assertThat(region.getLong(0)).isEqualTo(42);
            region.unlink();
        }
    }

    /** Leaves a region behind, open, in one of the ways a JVM ends in an orderly way. */
    static final class Leaver {
        private static final List<SharedMemory> REACHABLE = new ArrayList<>();

        public static void main(String[] args) {
            boolean ordinary = args[1].equals("ordinary");
            SharedMemory region = ordinary
                    ? SharedMemory.create(args[0], 64)
                    : SharedMemory.create(args[0], 64, RegionOption.TEMPORARY);
            REACHABLE.add(region.putLong(0, 42));
            System.out.println("exists " + Files.exists(region.path()));
            if (args[1].equals("exit")) {
                region.lock();
                System.exit(3);
            }
        }
    }

    private boolean collected(String event) {
        System.gc();
        return RecordingListener.events(key).contains(event);
    }

    private void createAndForget() {
        SharedMemory.create(key, 64).putLong(0, 42);
    }

    private ByteBuffer bufferOfForgottenRegion() {
        return SharedMemory.create(key, 64).putLong(0, 42).buffer();
    }
}
