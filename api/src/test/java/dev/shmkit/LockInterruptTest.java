package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.VirtualThread;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeavesNothingBehind.class)
class LockInterruptTest {
    private final String key = Keys.unique("interrupted");
    private final SharedMemory region = SharedMemory.create(key, 64);

    @AfterEach
    void close() {
        assertThat(LockWords.of(key)).isEqualTo(LockWords.FREE);
        region.unlink();
        region.close();
    }

    @Test
    void shouldLeaveTheWaitWhenInterrupted() throws Exception {
        FutureTask<String> waiting = new FutureTask<>(this::interruptibly);
        Thread thread = new Thread(waiting);
        ScopedLock lock = region.lock();
        thread.start();
        Eventually.until("it waits", () -> LockWords.of(key).heldWithWaiters());
        thread.interrupt();
        assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo("interrupted, flag false");
        assertThat(region.tryLock()).isEmpty();
        assertThat(region.lockState().state()).isEqualTo(LockState.State.HELD);
        lock.close();
    }

    @Test
    void shouldLeaveTheWaitOfAVirtualThreadWhenInterrupted() throws Exception {
        VirtualThread.assumeSupported();
        FutureTask<String> waiting = new FutureTask<>(this::interruptibly);
        ScopedLock lock = region.lock();
        Thread thread = VirtualThread.start(waiting);
        Eventually.until("it parks", () -> thread.getState() == Thread.State.TIMED_WAITING);
        thread.interrupt();
        assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo("interrupted, flag false");
        lock.close();
    }

    private String interruptibly() {
        try {
            region.lockInterruptibly().close();
            return "locked";
        } catch (InterruptedException e) {
            return "interrupted, flag " + Thread.currentThread().isInterrupted();
        }
    }

    @Test
    void shouldNotTakeAFreeLockWhenInterruptedAlready() throws Exception {
        Thread.currentThread().interrupt();
        assertThatThrownBy(region::lockInterruptibly).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        region.lockInterruptibly().close();
    }

    @Test
    void shouldGoOnWaitingInLockAndKeepTheInterruptForLater() throws Exception {
        keepsTheInterrupt(task -> {
            Thread thread = new Thread(task);
            thread.start();
            Eventually.until("it waits", () -> LockWords.of(key).heldWithWaiters());
            return thread;
        });
    }

    @Test
    void shouldGoOnWaitingInLockOfAVirtualThread() throws Exception {
        VirtualThread.assumeSupported();
        keepsTheInterrupt(task -> {
            Thread thread = VirtualThread.start(task);
            Eventually.until("it parks", () -> thread.getState() == Thread.State.TIMED_WAITING);
            return thread;
        });
    }

    /** Starts a task and returns when it waits for the lock. */
    private interface Starter {
        Thread waiting(Runnable task);
    }

    private void keepsTheInterrupt(Starter starter) throws Exception {
        FutureTask<Boolean> waiting = new FutureTask<>(() -> {
            region.lock().close();
            return Thread.currentThread().isInterrupted();
        });
        ScopedLock lock = region.lock();
        starter.waiting(waiting).interrupt();
        assertThat(waiting.isDone()).isFalse();
        lock.close();
        assertThat(waiting.get(60, TimeUnit.SECONDS)).as("the flag").isTrue();
    }
}
