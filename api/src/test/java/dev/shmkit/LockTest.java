package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shmkit.internal.errno.Errno;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class LockTest {
    private static final Duration SHORT = Duration.ofMillis(40);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int THREADS = 4;
    private static final int ADDITIONS = 20_000;

    private final String key = Keys.unique("locked");
    private final SharedMemory region = SharedMemory.create(key, 64);

    @AfterEach
    void close() {
        region.unlink();
        region.close();
    }

    @Test
    void shouldRefuseToLockTwiceInOneThreadAndKeepTheLock() {
        ScopedLock lock = region.lock();
        LockDeadlockException thrown = Refusal.of(
                region::lock, LockDeadlockException.class, key, "lock", "(EDEADLK)", "release the outer lock first");
        assertThat(thrown.errno()).isEqualTo(Errno.EDEADLK);
        Refusal.of(() -> region.tryLock(LONG), LockDeadlockException.class, key, "lock", "(EDEADLK)");
        assertThat(region.tryLock()).isEmpty();
        assertThat(region.lockState().state()).isEqualTo(LockState.State.HELD);
        lock.close();
        assertThat(region.lockState().state()).isEqualTo(LockState.State.FREE);
    }

    @Test
    void shouldRefuseToUnlockInAnotherThreadAndKeepTheLock() throws Exception {
        ScopedLock lock = region.lock();
        Threads.elsewhere(() -> {
            LockNotOwnedException thrown = Refusal.of(
                    lock::close,
                    LockNotOwnedException.class,
                    key,
                    "unlock",
                    "(EPERM)",
                    "release it on the thread that took it");
            assertThat(thrown.errno()).isEqualTo(Errno.EPERM);
            assertThat(region.tryLock()).isEmpty();
        });
        assertThat(region.lockState().state()).isEqualTo(LockState.State.HELD);
        lock.close();
        assertThat(region.lockState().state()).isEqualTo(LockState.State.FREE);
    }

    @Test
    void shouldNameTheThreadThatHoldsTheLockThroughAnotherOpening() throws Exception {
        String name = "a thread whose name the kernel would cut";
        try (SharedMemory other = SharedMemory.attach(key, Duration.ZERO)) {
            FutureTask<String> holder = new FutureTask<>(() -> {
                ScopedLock lock = region.lock();
                String seen = other.lockState().holder().orElseThrow().thread();
                lock.close();
                return seen;
            });
            new Thread(holder, name).start();
            assertThat(holder.get(60, TimeUnit.SECONDS)).isEqualTo(name);
        }
    }

    @Test
    void shouldReleaseOnceOnlyHoweverOftenItIsClosed() throws Exception {
        ScopedLock first = region.lock();
        first.close();
        ScopedLock second = region.lock();
        first.close();
        assertThat(region.lockState().state()).isEqualTo(LockState.State.HELD);
        Threads.elsewhere(() -> {
            first.close();
            assertThat(region.tryLock()).isEmpty();
        });
        second.close();
    }

    @Test
    void shouldGiveUpAtOnceOrInTimeWhileAnotherThreadHoldsTheLock() throws Exception {
        ScopedLock lock = region.lock();
        Threads.elsewhere(() -> {
            assertThat(region.tryLock()).isEmpty();
            assertThat(region.tryLock(Duration.ZERO)).isEmpty();
            assertThat(region.tryLock(Duration.ofSeconds(Long.MIN_VALUE))).isEmpty();
            long started = System.nanoTime();
            assertThat(region.tryLock(SHORT)).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(SHORT);
        });
        lock.close();
        assertThat(region.lockCounters())
                .as("only one of the attempts waited")
                .hasToString("1 acquisition, 0 contentions; 1 timeout");
        assertThat(region.lockCounters().timeouts()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {60, Integer.MAX_VALUE, Long.MAX_VALUE})
    void shouldWakeTheWaiterWhenTheHolderReleases(long timeoutSeconds) throws Exception {
        ScopedLock lock = region.lock();
        FutureTask<Boolean> waiting = new FutureTask<>(() -> {
            Optional<ScopedLock> taken = region.tryLock(Duration.ofSeconds(timeoutSeconds));
            taken.ifPresent(ScopedLock::close);
            return taken.isPresent();
        });
        new Thread(waiting, "waiter").start();
        Eventually.until("the waiter sleeps", () -> LockWords.of(key).heldWithWaiters());
        lock.close();
        assertThat(waiting.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(region.lockCounters().acquisitions()).isEqualTo(2);
        assertThat(region.lockCounters().contentions()).isEqualTo(1);
    }

    @Test
    void shouldShowWhoseLockItIsAndWhetherItIsHeld() {
        ScopedLock lock = region.lock();
        assertThat(lock).hasToString("lock of " + key + " (held)");
        lock.close();
        assertThat(lock).hasToString("lock of " + key + " (released)");
        try (SharedMemory same = SharedMemory.attach(key.substring(1), Duration.ZERO);
                ScopedLock again = same.lock()) {
            assertThat(again).hasToString("lock of " + key + " (held)");
        }
    }

    @Test
    void shouldShowItsCountsInOneLine() throws Exception {
        assertThat(region.lockCounters()).hasToString("0 acquisitions, 0 contentions");
        ScopedLock lock = region.lock();
        FutureTask<Void> waiting = new FutureTask<>(() -> region.lock().close(), null);
        new Thread(waiting, "waiter").start();
        Eventually.until("the waiter sleeps", () -> LockWords.of(key).heldWithWaiters());
        lock.close();
        waiting.get(60, TimeUnit.SECONDS);
        LockCounters counters = region.lockCounters();
        String waited = String.format(Locale.ROOT, "%.3f ms", counters.maxWaitNanos() / 1e6);
        assertThat(counters)
                .hasToString("2 acquisitions, 1 contention: waited " + waited + " in all, at most " + waited);
    }

    @Test
    void shouldEndACompiledLoopThatWaitsForACount() throws Exception {
        LockCounters counters = region.lockCounters();
        Thread reader = new Thread(
                () -> {
                    for (long i = 0; counters.acquisitions() == 0; i++) {
                        region.putLong(0, i);
                    }
                },
                "reader");
        reader.setDaemon(true);
        reader.start();
        Eventually.until("the loop is compiled", () -> region.getLongVolatile(0) > 300_000_000);
        region.lock().close();
        reader.join(Duration.ofMinutes(1).toMillis());
        assertThat(reader.isAlive()).as("reads on").isFalse();
    }

    @Test
    void shouldCountOnlyAcquisitionsThatHadToWaitAsContended() throws Exception {
        for (int i = 0; i < 10; i++) {
            region.lock().close();
            region.tryLock().orElseThrow().close();
            region.tryLock(LONG).orElseThrow().close();
        }
        assertThat(region.lockCounters().acquisitions()).isEqualTo(30);
        assertThat(region.lockCounters().contentions()).isZero();

        try (SharedMemory other = SharedMemory.attach(key, Duration.ZERO)) {
            ScopedLock lock = other.lock();
            FutureTask<Void> waiting = new FutureTask<>(() -> {
                region.lock().close();
                return null;
            });
            new Thread(waiting, "waiter").start();
            Eventually.until("the waiter sleeps", () -> LockWords.of(key).heldWithWaiters());
            lock.close();
            waiting.get(60, TimeUnit.SECONDS);
            assertThat(region.lockCounters().acquisitions()).isEqualTo(31);
            assertThat(region.lockCounters().contentions()).isEqualTo(1);
            assertThat(other.lockCounters().acquisitions())
                    .as("counted for each opening")
                    .isEqualTo(1);
        }
    }

    @Test
    @SuppressWarnings("try")
    void shouldLoseNoUpdateOfSeveralThreadsThroughSeveralOpenings() throws Exception {
        try (SharedMemory other = SharedMemory.attach(key, Duration.ZERO)) {
            Threads.together(THREADS, () -> {
                for (int i = 0; i < ADDITIONS; i++) {
                    SharedMemory through = i % 2 == 0 ? region : other;
                    try (ScopedLock lock = through.lock()) {
                        through.putLong(8, through.getLong(8) + 1);
                    }
                }
            });
            assertThat(region.getLong(8)).isEqualTo((long) THREADS * ADDITIONS);
            assertThat(region.lockCounters().acquisitions()
                            + other.lockCounters().acquisitions())
                    .isEqualTo((long) THREADS * ADDITIONS);
            assertThat(region.lockState().state()).isEqualTo(LockState.State.FREE);
        }
    }

    @Test
    void shouldSeeTheSameLockThroughEveryOpeningOfThisProcess() {
        try (SharedMemory other = SharedMemory.attach(key, Duration.ZERO)) {
            ScopedLock lock = region.lock();
            assertThat(other.tryLock()).isEmpty();
            Refusal.of(other::lock, LockDeadlockException.class, key, "lock", "(EDEADLK)");
            assertThat(other.lockState().state()).isEqualTo(LockState.State.HELD);
            lock.close();
            other.lock().close();
        }
    }

    @Test
    void shouldSayThatARawRegionHasNoLock() {
        try (SharedMemory raw = SharedMemory.attachRaw(key)) {
            assertThat(raw.lockState()).isEqualTo(LockState.of(LockState.State.NONE));
            assertThat(raw.lockCounters().acquisitions()).isZero();
            assertThat(raw.lockCounters().contentions()).isZero();
            List<ThrowingCallable> attempts = List.of(raw::lock, raw::tryLock, () -> raw.tryLock(LONG));
            for (ThrowingCallable attempt : attempts) {
                assertThatThrownBy(attempt)
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessageContaining("region \"" + key + "\" is open as a raw one, without a lock")
                        .hasMessageContaining("create or attach it as one that is not raw");
            }
        }
    }
}
