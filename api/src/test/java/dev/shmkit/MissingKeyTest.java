package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.internal.errno.Errno;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.Threads;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class MissingKeyTest {
    private static final Pattern WAITED = Pattern.compile("waited (\\d+) ms");

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE / 1000})
    void shouldTryOnceWithoutATimeout(long timeoutSeconds) {
        String key = Keys.unique("missing");
        RegionNotFoundException thrown = Refusal.of(
                () -> SharedMemory.attach(key, Duration.ofSeconds(timeoutSeconds)),
                RegionNotFoundException.class,
                key,
                "attach",
                Keys.path(key) + " does not exist",
                "create it first, or attach with a timeout");
        assertThat(thrown.errno()).isEqualTo(Errno.ENOENT);
    }

    /** Less the time that has been waited already, it would overflow and last for ever. */
    @Test
    @Timeout(30)
    void shouldTryOnceWithTheLeastOfAllTimeouts() {
        String key = Keys.unique("missing");
        Refusal.of(
                () -> SharedMemory.attach(key, Duration.ofNanos(Long.MIN_VALUE)),
                RegionNotFoundException.class,
                key,
                "attach",
                "does not exist");
    }

    @Test
    void shouldTryOnceForARawRegion() {
        String key = Keys.unique("missing");
        Refusal.of(
                () -> SharedMemory.attachRaw(key),
                RegionNotFoundException.class,
                key,
                "attach",
                "does not exist",
                "create it first");
    }

    @Test
    void shouldTellHowLongItWaitedForARegionThatNeverCame() {
        String key = Keys.unique("late");
        long started = System.nanoTime();
        AttachTimeoutException thrown = Refusal.of(
                () -> SharedMemory.attach(key, Duration.ofMillis(250)),
                AttachTimeoutException.class,
                key,
                "attach",
                Keys.path(key) + " does not exist",
                "create it first, or wait longer");
        long elapsedMillis = (System.nanoTime() - started) / 1_000_000;
        Matcher waited = WAITED.matcher(thrown.getMessage());
        assertThat(waited.find()).isTrue();
        assertThat(Long.parseLong(waited.group(1))).isBetween(250L, elapsedMillis);
    }

    @Test
    void shouldFindARegionThatIsCreatedWhileItWaits() throws Exception {
        String key = Keys.unique("awaited");
        FutureTask<Long> attached = new FutureTask<>(() -> {
            try (SharedMemory user = SharedMemory.attach(key, Duration.ofSeconds(60))) {
                return user.size();
            }
        });
        Thread attacher = new Thread(attached, "attacher");
        attacher.start();
        Eventually.until(
                "the attacher waits without spinning", () -> attacher.getState() == Thread.State.TIMED_WAITING);
        try (SharedMemory owner = SharedMemory.create(key, 64)) {
            assertThat(attached.get(60, TimeUnit.SECONDS)).isEqualTo(64);
            owner.unlink();
        }
    }

    @Test
    void shouldWaitForEverWithATimeoutOfForeverUntilItIsInterrupted() throws Exception {
        String key = Keys.unique("forever");
        Threads.elsewhere(() -> {
            Thread.currentThread().interrupt();
            ShmException thrown = Refusal.of(
                    () -> SharedMemory.attach(key, Duration.ofSeconds(Long.MAX_VALUE)),
                    ShmException.class,
                    key,
                    "attach",
                    "interrupted",
                    "attach again");
            assertThat(thrown.errno()).isEqualTo(Errno.EINTR);
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        });
    }

    @Test
    void shouldSayThatThereIsNothingToUnlink() {
        String key = Keys.unique("gone");
        Refusal.of(
                () -> SharedMemory.unlink(key),
                RegionNotFoundException.class,
                key,
                "unlink",
                "does not exist (ENOENT)");
    }
}
