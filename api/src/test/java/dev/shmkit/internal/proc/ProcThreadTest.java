package dev.shmkit.internal.proc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.internal.posix.Kernel;
import dev.shmkit.testing.Eventually;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProcThreadTest {
    @Test
    void shouldTellAThreadThatRunsFromOneThatSleeps() throws Exception {
        AtomicLong tid = new AtomicLong();
        AtomicBoolean spins = new AtomicBoolean(true);
        CountDownLatch end = new CountDownLatch(1);
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            tid.set(Kernel.threadId());
            while (spins.get()) {
                Thread.onSpinWait();
            }
            end.await();
            return true;
        });
        new Thread(task, "watched").start();
        Eventually.until("it runs", () -> tid.get() != 0 && running(tid.get()));
        spins.set(false);
        Eventually.until("it sleeps", () -> !running(tid.get()));
        end.countDown();
        assertThat(task.get()).isTrue();
    }

    private static boolean running(long tid) {
        try {
            return ProcThread.of(tid).running();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
