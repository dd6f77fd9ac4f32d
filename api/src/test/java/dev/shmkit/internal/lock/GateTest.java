package dev.shmkit.internal.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.shmkit.LockState;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTest {
    private final Gate gate = new Gate("/gate", new Holding(new LockTally(), new Unobserved()));
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void endTheOtherThread() {
        other.shutdownNow();
    }

    @Test
    void shouldRefuseToCloseWhileAThreadWaits() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        var waiter = other.submit(() -> {
            LockingThread self = LockingThread.current();
            gate.beginWait(self);
            waits.countDown();
            refused.await();
            gate.endWait(self);
            return "woken";
        });
        waits.await();
        assertThatIllegalStateException().isThrownBy(this::close).withMessageContaining("waits for it");
        assertThat(gate.open()).isTrue();
        refused.countDown();
        assertThat(waiter.get()).isEqualTo("woken");
        close();
        assertThat(gate.open()).isFalse();
    }

    @Test
    void shouldCloseWhenAWaiterWentElsewhereAndCouldNotSaySo() throws Exception {
        other.submit(() -> gate.beginWait(LockingThread.current())).get();
        close();
        assertThat(gate.open()).isFalse();
    }

    @Test
    void shouldCloseWhenTheThreadItselfCouldNotSayThatItsWaitWasOver() {
        gate.beginWait(LockingThread.current());
        close();
        assertThat(gate.open()).isFalse();
    }

    private void close() {
        gate.close(() -> false, () -> {});
    }

    private static final class Unobserved implements RegionMutex.Observer {
        @Override
        public void waiting() {}

        @Override
        public void waited(long waitNanos) {}

        @Override
        public void gaveUp(long waitNanos) {}

        @Override
        public void held(long holdNanos) {}

        @Override
        public void abandoned(LockState left) {}
    }
}
