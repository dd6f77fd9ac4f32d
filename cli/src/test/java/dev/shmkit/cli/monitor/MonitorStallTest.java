package dev.shmkit.cli.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.LockState.State;
import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.cli.Main;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.RunningChild;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeavesNothingBehind.class)
class MonitorStallTest {
    private static final long UNLESS_TOLD_MILLIS = 10_000;

    @Test
    void shouldTellOfALockThatIsHeldForLongerThanItIsToldThatItMayBe() throws Exception {
        String key = Keys.unique("monitored");
        CountDownLatch told = new CountDownLatch(1);
        try (SharedMemory region = SharedMemory.create(key, 64);
                RunningChild monitor = ChildJvm.of(Main.class)
                        .args("monitor", "--stall", "0.5")
                        .start()) {
            Thread holder = new Thread(() -> holdUntil(region, told));
            holder.start();
            Eventually.until("it is held", () -> region.lockState().state() == State.HELD);
            Pattern stalled = Pattern.compile("lock[.]stalled: the lock of " + key + " .* for (\\d+) ms");
            Eventually.until(
                    "it is told", () -> stalled.matcher(monitor.output()).find());
            Matcher line = stalled.matcher(monitor.output());
            assertThat(line.find()).isTrue();
            assertThat(Long.parseLong(line.group(1))).isBetween(500L, UNLESS_TOLD_MILLIS - 1);
            told.countDown();
            holder.join();
            Eventually.until(
                    "it is told that this is over",
                    () -> monitor.output()
                            .contains("over: no longer so; last seen: the lock of " + key + " is HELD by "));
            monitor.kill();
            region.unlink();
        }
    }

    private static void holdUntil(SharedMemory region, CountDownLatch told) {
        try (ScopedLock lock = region.lock()) {
            told.await();
            assertThat(lock).isNotNull();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
