package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.shmkit.LockState.State;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.Threads;
import dev.shmkit.testing.VirtualThread;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Closing a region while other threads lock it: the lock in the file must never stay taken. */
@ExtendWith(LeavesNothingBehind.class)
class LockCloseRaceTest {
    private static final int ROUNDS = 300;
    private static final int LOCKERS = 2;
    /** A bound: through pthread somebody nearly always waits, and closing would be refused for ever. */
    private static final int ATTEMPTS = 500;

    private final String key = Keys.unique("closed");
    private final SharedMemory region = SharedMemory.create(key, 64);

    @BeforeEach
    void warmUp() {
        for (int i = 0; i < 20_000; i++) {
            region.lock().close();
        }
    }

    @AfterEach
    void close() {
        region.unlink();
        region.close();
    }

    @Test
    void shouldNeverLeaveTheLockTakenByAPlatformThread() throws Exception {
        raceWith(task -> new Thread(task).start());
    }

    @Test
    void shouldNeverLeaveTheLockTakenByAVirtualThread() throws Exception {
        VirtualThread.assumeSupported();
        raceWith(VirtualThread::start);
    }

    private void raceWith(Consumer<Runnable> starter) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            SharedMemory closing = SharedMemory.attach(key, Duration.ZERO);
            CyclicBarrier start = new CyclicBarrier(LOCKERS + 1);
            FutureTask<?>[] lockers = new FutureTask<?>[LOCKERS];
            for (int k = 0; k < LOCKERS; k++) {
                lockers[k] = new FutureTask<>(() -> {
                    start.await();
                    lockUntilClosed(closing);
                    return null;
                });
                starter.accept(lockers[k]);
            }
            start.await();
            closeWhenAllowed(closing);
            for (FutureTask<?> locker : lockers) {
                locker.get(60, TimeUnit.SECONDS);
            }
            assertThat(LockWords.of(key)).as("round %d", i).isEqualTo(LockWords.FREE);
        }
    }

    /** Every lock that it gets, it can give back. */
    private static void lockUntilClosed(SharedMemory closing) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<ScopedLock> lock;
            try {
                lock = i % 2 == 0 ? closing.tryLock() : Optional.of(closing.lock());
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("is closed");
                return;
            }
            lock.ifPresent(ScopedLock::close);
        }
    }

    private static void closeWhenAllowed(SharedMemory closing) {
        while (closing.isOpen()) {
            try {
                closing.close();
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("holds its lock or waits for it");
            }
        }
    }

    @Test
    void shouldRefuseToCloseOnlyWhileTheLockIsHeldThroughThisOpening() throws Exception {
        SharedMemory other = SharedMemory.attach(key, Duration.ZERO);
        ScopedLock lock = other.lock();
        assertThatIllegalStateException().isThrownBy(other::close).withMessageContaining("release it first");
        Threads.elsewhere(() -> assertThatIllegalStateException().isThrownBy(other::close));
        try (SharedMemory third = SharedMemory.attach(key, Duration.ZERO)) {
            assertThat(third.tryLock()).isEmpty();
        }
        lock.close();
        other.close();
        assertThat(other.isOpen()).isFalse();
    }

    /** What its own thread left behind was taken over: nobody holds the lock through this opening any more. */
    @ParameterizedTest
    @EnumSource(
            value = RegionOption.class,
            names = {"SECURE", "ROBUST"})
    void shouldCloseWhenItsDeadHoldersLockWasRecoveredThroughAnotherOpening(RegionOption kind) throws Exception {
        closeAfterRecovery(kind, holder -> {
            Thread thread = new Thread(holder);
            thread.start();
            return thread;
        });
    }

    @Test
    void shouldCloseWhenItsDeadVirtualHoldersLockWasRecoveredThroughAnotherOpening() throws Exception {
        VirtualThread.assumeSupported();
        closeAfterRecovery(RegionOption.SECURE, VirtualThread::start);
    }

    private static void closeAfterRecovery(RegionOption kind, Function<Runnable, Thread> starter) throws Exception {
        String key = Keys.unique("recovered");
        try (SharedMemory region = SharedMemory.create(key, 64, kind)) {
            SharedMemory left = SharedMemory.attach(key, Duration.ZERO);
            starter.apply(() -> assertThat(left.lock()).isNotNull()).join();
            Eventually.until("it is abandoned", () -> region.lockState().state() == State.ABANDONED);
            region.recover().orElseThrow().close();
            left.close();
            assertThat(left.isOpen()).isFalse();
            region.lock().close();
            region.unlink();
        }
    }
}
