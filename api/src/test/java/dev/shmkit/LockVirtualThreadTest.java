package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.RunningChild;
import dev.shmkit.testing.VirtualThread;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class LockVirtualThreadTest {
    private static final int THREADS = 10_000;
    private static final int ONE_IN_SO_MANY_SLEEPS = 100;
    private static final int ADDITIONS = 20_000;

    private final String key = Keys.unique("virtual");

    @BeforeEach
    void needVirtualThreads() {
        VirtualThread.assumeSupported();
    }

    @Test
    void shouldLoseNoUpdateOfTenThousandOfWhichSomeSleepWithTheLock() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64);
                RunningChild child = ChildJvm.of(LockChild.class)
                        .args(key, "add", Integer.toString(ADDITIONS))
                        .start()) {
            List<FutureTask<Boolean>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                boolean sleeps = i % ONE_IN_SO_MANY_SLEEPS == 0;
                running.add(start(() -> addOne(region, sleeps)));
            }
            for (FutureTask<Boolean> thread : running) {
                assertThat(thread.get(120, TimeUnit.SECONDS)).isTrue();
            }
            child.awaitExit().requireSuccess();
            assertThat(region.getLong(0)).isEqualTo(THREADS + ADDITIONS);
            assertThat(LockWords.of(key)).isEqualTo(LockWords.FREE);
            region.unlink();
        }
    }

    @SuppressWarnings({"try", "ThreadSleepMillis"})
    private static boolean addOne(SharedMemory region, boolean sleeps) throws InterruptedException {
        try (ScopedLock lock = region.lock()) {
            long before = region.getLong(0);
            if (sleeps) {
                Thread.sleep(1);
            }
            region.putLong(0, before + 1);
        }
        return true;
    }

    @Test
    void shouldRefuseToRelockAndToUnlockFromAnotherVirtualThread() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            FutureTask<Boolean> holder = start(() -> {
                ScopedLock lock = region.lock();
                Refusal.of(region::lock, LockDeadlockException.class, key, "lock", "(EDEADLK)");
                Refusal.of(
                        () -> region.tryLock(Duration.ofSeconds(60)),
                        LockDeadlockException.class,
                        key,
                        "lock",
                        "(EDEADLK)");
                FutureTask<Boolean> stranger = start(() -> {
                    Refusal.of(lock::close, LockNotOwnedException.class, key, "unlock", "(EPERM)");
                    return region.tryLock().isEmpty()
                            && region.tryLock(Duration.ofMillis(5)).isEmpty()
                            && region.recover().isEmpty();
                });
                assertThat(stranger.get(60, TimeUnit.SECONDS)).isTrue();
                assertThat(region.lockState().state()).isEqualTo(LockState.State.HELD);
                lock.close();
                return LockWords.of(key).equals(LockWords.FREE);
            });
            assertThat(holder.get(60, TimeUnit.SECONDS)).isTrue();
            region.unlink();
        }
    }

    @Test
    void shouldRefuseToRelockThroughAnotherOpening() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64);
                SharedMemory again = SharedMemory.attach(key, Duration.ZERO)) {
            FutureTask<Boolean> holder = start(() -> {
                ScopedLock lock = region.lock();
                assertThat(again.lockState().holder().orElseThrow().thread())
                        .isEqualTo(Thread.currentThread().getName());
                Refusal.of(again::lock, LockDeadlockException.class, key, "lock", "(EDEADLK)");
                lock.close();
                again.lock().close();
                return true;
            });
            assertThat(holder.get(60, TimeUnit.SECONDS)).isTrue();
            region.unlink();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 10, 40})
    void shouldNoticeWhileItWaitsThatTheFileIsTruncated(long lengthBytes) throws Exception {
        assertThat(causeThatEndsAWait(file -> file.truncate(lengthBytes)))
                .isInstanceOf(RegionTruncatedException.class)
                .hasMessageContaining(key);
    }

    @Test
    void shouldNoticeWhileItWaitsThatTheMutexIsOverwritten() throws Exception {
        assertThat(causeThatEndsAWait(file -> file.write(ByteBuffer.allocate(40), 0)))
                .isInstanceOf(ShmException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("was overwritten");
    }

    /** Something that another process does to the file. */
    private interface Harm {
        void to(FileChannel file) throws IOException;
    }

    private Throwable causeThatEndsAWait(Harm harm) throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64, RegionOption.TEMPORARY);
                ScopedLock lock = region.lock();
                FileChannel file = FileChannel.open(region.path(), StandardOpenOption.WRITE)) {
            assertThat(lock).isNotNull();
            ByteBuffer whole = ByteBuffer.wrap(Files.readAllBytes(region.path()));
            FutureTask<ScopedLock> waiter = start(region::lock);
            Eventually.until("it waits", () -> RecordingListener.events(key).contains("waiting OWNER 64"));
            harm.to(file);
            Throwable thrown = catchThrowable(() -> waiter.get(60, TimeUnit.SECONDS));
            file.write(whole, 0);
            return Objects.requireNonNull(thrown.getCause(), "it still waits");
        }
    }

    @Test
    void shouldSignWithAThreadOfThisProcessThatLocksNothingItself() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            FutureTask<LockHolder> holder = start(() -> {
                ScopedLock lock = region.lock();
                LockHolder seen = region.lockState().holder().orElseThrow();
                lock.close();
                return seen;
            });
            LockHolder seen = holder.get(60, TimeUnit.SECONDS);
            assertThat(seen.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(seen.tid()).isNotEqualTo(seen.pid());
            assertThat(Path.of("/proc/self/task/" + seen.tid() + "/comm")).hasContent("shmkit-virtual");
            region.unlink();
        }
    }

    @Test
    void shouldSeeAndRecoverTheLockOfOneThatEndedWithIt() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            FutureTask<ScopedLock> holder = new FutureTask<>(region::lock);
            VirtualThread.start(holder).join();
            assertThat(region.lockState().state()).isEqualTo(LockState.State.ABANDONED);
            region.recover().orElseThrow().close();
            assertThat(LockWords.of(key)).isEqualTo(LockWords.FREE);
            region.lock().close();
            region.unlink();
        }
    }

    @Test
    void shouldRefuseARobustLockToAVirtualThread() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64, RegionOption.ROBUST)) {
            FutureTask<Boolean> thread = start(() -> {
                for (Callable<Object> attempt :
                        List.<Callable<Object>>of(region::lock, region::tryLock, region::recover)) {
                    assertThatThrownBy(attempt::call)
                            .isInstanceOf(UnsupportedOperationException.class)
                            .hasMessageContaining("robust lock, which a virtual thread cannot hold")
                            .hasMessageContaining("lock it on a platform thread");
                }
                return true;
            });
            assertThat(thread.get(60, TimeUnit.SECONDS)).isTrue();
            region.unlink();
        }
    }

    private static <T> FutureTask<T> start(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        VirtualThread.start(future);
        return future;
    }
}
