package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shmkit.internal.errno.Errno;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.SelfProcess;
import dev.shmkit.testing.Threads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(LeavesNothingBehind.class)
class ExistingKeyTest {
    private static final Path SHM = Keys.directory();

    @ParameterizedTest
    @EnumSource(RegionOption.class)
    void shouldRefuseATakenKeyAndLeaveItsRegionAlone(RegionOption option) throws Exception {
        String key = Keys.unique("taken");
        try (SharedMemory first = SharedMemory.create(key, 128)) {
            first.putString(0, "mine");
            byte[] before = Files.readAllBytes(first.path());
            Object inode = Files.getAttribute(first.path(), "unix:ino");

            RegionExistsException thrown = Refusal.of(
                    () -> SharedMemory.create(key, 4096, option),
                    RegionExistsException.class,
                    key,
                    "create",
                    "it exists already (EEXIST)",
                    "attach to it, or unlink it first");

            assertThat(thrown.errno()).isEqualTo(Errno.EEXIST);
            assertThat(Files.readAllBytes(first.path())).isEqualTo(before);
            assertThat(Files.getAttribute(first.path(), "unix:ino")).isEqualTo(inode);
            assertThat(SelfProcess.descriptorsBelow(SHM)).hasSize(1);
            assertThat(SelfProcess.mappingsBelow(SHM)).hasSize(1);
            first.unlink();
        }
    }

    @Test
    void shouldLetExactlyOneOfSeveralCreatorsHaveTheKeyAndTheOthersLeaveNothing() throws Exception {
        int creators = 4;
        CyclicBarrier start = new CyclicBarrier(creators);
        for (int round = 0; round < 50; round++) {
            String key = Keys.unique("race");
            Queue<SharedMemory> winners = new ConcurrentLinkedQueue<>();
            Queue<Throwable> losers = new ConcurrentLinkedQueue<>();
            Threads.together(creators, () -> {
                start.await();
                Throwable thrown = catchThrowable(() -> winners.add(SharedMemory.create(key, 64)));
                if (thrown != null) {
                    losers.add(thrown);
                }
            });
            assertThat(losers).hasSize(creators - 1).allMatch(RegionExistsException.class::isInstance);
            assertThat(winners).hasSize(1);
            assertThat(SelfProcess.descriptorsBelow(SHM)).hasSize(1);
            assertThat(SelfProcess.mappingsBelow(SHM)).hasSize(1);
            for (SharedMemory winner : winners) {
                winner.unlink();
                winner.close();
            }
        }
    }
}
