package dev.shmkit.internal.mutex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.posix.Kernel;
import dev.shmkit.internal.posix.Mapping;
import dev.shmkit.testing.Eventually;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MutexSleepTest {
    private static final int PLAIN_HELD_WITH_WAITERS = 2;
    private static final int SOMEBODY = 1;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldWakeTheNextSleeperWhenItGivesUpWhileTheLockIsFree(boolean robust) throws Exception {
        Mapping mapping = Mapping.anonymous(4096);
        ByteBuffer header = mapping.view(0, 64);
        MutexMemory memory = new MutexMemory(header, mapping.address());
        int held = robust ? SOMEBODY | MutexWords.ROBUST_WAITERS : PLAIN_HELD_WITH_WAITERS;
        header.putInt(MutexWords.KIND_OFFSET, robust ? 130 + 16 : 130);
        header.putInt(MutexWords.LOCK_OFFSET, held);
        MutexSleep sleep = new MutexSleep(memory, robust, TimeUnit.MILLISECONDS.toNanos(20), false);
        assertThat(sleep.next()).isZero();
        assertThat(sleep.slept()).isTrue();
        assertThat(sleep.woken()).isFalse();

        // A program in C, which looks again only when it is woken.
        AtomicInteger tid = new AtomicInteger();
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> {
            tid.set(Kernel.threadId());
            return Kernel.sleepOn(mapping.address(), held, TimeUnit.MINUTES.toNanos(1));
        });
        Eventually.until("the other sleeps", () -> sleepsOn(mapping.address(), tid.get()));
        header.putInt(MutexWords.LOCK_OFFSET, 0);
        assertThat(sleep.next()).isEqualTo(Errno.ETIMEDOUT);
        assertThat(other.get(10, TimeUnit.SECONDS)).isZero();
    }

    private static boolean sleepsOn(long address, int tid) {
        try {
            String call = Files.readString(Path.of("/proc/self/task", String.valueOf(tid), "syscall"));
            return call.startsWith(Kernel.Call.FUTEX + " 0x" + Long.toHexString(address));
        } catch (IOException e) {
            return false;
        }
    }
}
