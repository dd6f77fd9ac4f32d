package dev.shmkit.internal.mutex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shmkit.RecoveredLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.ShmException;
import dev.shmkit.internal.posix.Kernel;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** After every step the words of a region's mutex are those that glibc writes for the same step. */
@ExtendWith(LeavesNothingBehind.class)
class LockStepsTest {
    private static final int MUTEX_BYTES = 40;
    private static final Duration SHORT = Duration.ofMillis(5);

    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        other.shutdownNow();
    }

    @Test
    void shouldWriteWhatGlibcWritesAfterEveryStep() throws Exception {
        String key = Keys.unique("steps");
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            List<String> ours = steps(new RegionSteps(key, region));
            List<String> glibcs = steps(new GlibcSteps());
            assertThat(ours).isEqualTo(glibcs);
            assertThat(ours)
                    .hasSize(18)
                    .anySatisfy(step -> assertThat(step)
                            .isEqualTo("taken after a wait: lock 2, count 0, owner other, nusers 1, kind 130, rest 0"));
            region.unlink();
        }
    }

    @Test
    void shouldPutBackWhatItFindsInsteadOfAMutex() throws Exception {
        String key = Keys.unique("steps");
        try (SharedMemory region = SharedMemory.create(key, 64);
                FileChannel file = FileChannel.open(Keys.path(key), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(MUTEX_BYTES), 0);
            assertThatExceptionOfType(ShmException.class)
                    .isThrownBy(region::lock)
                    .withMessageContaining("overwritten");
            assertThat(words(new RegionSteps(key, region), 0))
                    .isEqualTo("lock 0, count 0, owner nobody, nusers 0, kind 0, rest 0");
            region.unlink();
        }
    }

    @Test
    void shouldSignARecoveredLockAsAHeldOneWithWaitersAndLeaveItAsNew() throws Exception {
        String key = Keys.unique("steps");
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            RegionSteps subject = new RegionSteps(key, region);
            String fresh = words(subject, 0);
            other.submit(subject::lock).get();
            other.shutdown();
            assertThat(other.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            List<RecoveredLock> recovered = new ArrayList<>();
            Eventually.until("its thread is gone", () -> {
                region.recover().ifPresent(recovered::add);
                return !recovered.isEmpty();
            });
            assertThat(words(subject, 0)).isEqualTo("lock 2, count 0, owner main, nusers 1, kind 130, rest 0");
            recovered.get(0).close();
            assertThat(words(subject, 0)).isEqualTo(fresh);
            region.unlink();
        }
    }

    private List<String> steps(LockSteps mutex) throws Exception {
        List<String> steps = new ArrayList<>();
        int tid = other.submit(Kernel::threadId).get();
        steps.add("initialised: " + words(mutex, tid));
        mutex.lock();
        steps.add("locked: " + words(mutex, tid));
        mutex.relock();
        steps.add("asked for by the holder: " + words(mutex, tid));
        other.submit(mutex::unlockAnothers).get();
        steps.add("given back by another: " + words(mutex, tid));
        assertThat(elsewhere(mutex::tryLock)).isFalse();
        steps.add("tried by another: " + words(mutex, tid));
        assertThat(mutex.tryLock()).isFalse();
        steps.add("tried by the holder: " + words(mutex, tid));
        assertThat(elsewhere(() -> mutex.tryLock(SHORT))).isFalse();
        steps.add("timed out: " + words(mutex, tid));
        mutex.unlock();
        steps.add("unlocked after a time-out: " + words(mutex, tid));
        assertThat(mutex.tryLock()).isTrue();
        steps.add("tried: " + words(mutex, tid));
        mutex.unlock();
        steps.add("unlocked: " + words(mutex, tid));
        assertThat(mutex.tryLock(SHORT)).isTrue();
        steps.add("timed lock at once: " + words(mutex, tid));
        Future<?> waiting = other.submit(mutex::lock);
        Eventually.until("the other waits", () -> mutex.bytes().getInt(MutexWords.LOCK_OFFSET) == 2);
        steps.add("waited for: " + words(mutex, tid));
        mutex.unlock();
        waiting.get(60, TimeUnit.SECONDS);
        steps.add("taken after a wait: " + words(mutex, tid));
        other.submit(mutex::unlock).get();
        steps.add("unlocked after a wait: " + words(mutex, tid));
        other.submit(mutex::lock).get();
        steps.add("locked by the other: " + words(mutex, tid));
        mutex.leaveAWait();
        steps.add("left while waiting: " + words(mutex, tid));
        assertThat(mutex.tryLock(SHORT)).isFalse();
        steps.add("timed out here: " + words(mutex, tid));
        other.submit(mutex::unlock).get();
        steps.add("unlocked by the other: " + words(mutex, tid));
        return steps;
    }

    private boolean elsewhere(Supplier<Boolean> attempt) throws Exception {
        return other.submit(attempt::get).get(60, TimeUnit.SECONDS);
    }

    private static String words(LockSteps mutex, int otherTid) {
        ByteBuffer bytes = mutex.bytes();
        int tid = bytes.getInt(MutexWords.OWNER_OFFSET);
        String owner = tid == 0 ? "nobody" : tid == Kernel.threadId() ? "main" : tid == otherTid ? "other" : "" + tid;
        int rest = 0;
        for (int i = MutexWords.KIND_OFFSET + Integer.BYTES; i < MUTEX_BYTES; i++) {
            rest |= bytes.get(i);
        }
        return "lock %d, count %d, owner %s, nusers %d, kind %d, rest %d"
                .formatted(
                        bytes.getInt(MutexWords.LOCK_OFFSET),
                        bytes.getInt(4),
                        owner,
                        bytes.getInt(MutexWords.USERS_OFFSET),
                        bytes.getInt(MutexWords.KIND_OFFSET),
                        rest);
    }
}
