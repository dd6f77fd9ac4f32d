package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shmkit.internal.errno.Errno;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.FutexSleepers;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.RunningChild;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class AwaitTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int HEADER_BYTES = 64;

    private final String key = Keys.unique("awaited");
    private final SharedMemory region = SharedMemory.create(key, 64);

    @AfterEach
    void close() {
        region.unlink();
        region.close();
    }

    @Test
    void shouldReturnAtOnceWhatIsWantedAlready() throws Exception {
        region.putLong(8, 42);
        assertThat(region.awaitLong(8, v -> v == 42, Duration.ZERO)).isEqualTo(42);
        assertThat(region.awaitLong(8, v -> v == 42, Duration.ofSeconds(Long.MIN_VALUE)))
                .isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 20_000_000})
    void shouldGiveUpInTime(long nanos) {
        Duration timeout = nanos == Long.MIN_VALUE ? Duration.ofSeconds(nanos) : Duration.ofNanos(nanos);
        long started = System.nanoTime();
        assertThatExceptionOfType(AwaitTimeoutException.class)
                .isThrownBy(() -> region.awaitLong(8, v -> v == 42, timeout))
                .withMessageContaining(key)
                .withMessageContaining("offset 8, which is 0")
                .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ETIMEDOUT));
        assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(Math.max(nanos, 0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldSleepInTheKernelAndNoticeAWriteWithAndWithoutASignal(boolean signalled) throws Exception {
        FutureTask<Long> waiting = start(() -> region.awaitLong(8, v -> v > 1, Duration.ofSeconds(Long.MAX_VALUE)));
        awaitSleeper();
        region.putLongVolatile(8, 1).signalAll(8);
        awaitSleeper();
        assertThat(waiting.isDone()).as("1 is not wanted").isFalse();
        region.putLongVolatile(8, 2);
        if (signalled) {
            region.signalAll(8);
        }
        assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo(2);
    }

    /** The futex is the low half. */
    @Test
    void shouldNoticeAChangeOfTheHighHalf() throws Exception {
        FutureTask<Long> waiting = start(() -> region.awaitLong(0, v -> v < 0, LONG));
        Eventually.until("it sleeps", () -> sleepers(0) == 1);
        region.putLongVolatile(0, Long.MIN_VALUE);
        assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void shouldLeaveTheWaitWhenInterrupted() throws Exception {
        FutureTask<Boolean> waiting = new FutureTask<>(() -> {
            assertThatThrownBy(() -> region.awaitLong(8, v -> v == 42, LONG)).isInstanceOf(InterruptedException.class);
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = new Thread(waiting);
        thread.start();
        awaitSleeper();
        thread.interrupt();
        assertThat(waiting.get(60, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void shouldEndTheWaitWhenTheRegionIsClosed() throws Exception {
        SharedMemory other = SharedMemory.attach(key, Duration.ZERO);
        FutureTask<Boolean> waiting = start(() -> {
            assertThatThrownBy(() -> other.awaitLong(8, v -> v == 42, LONG)).isInstanceOf(IllegalStateException.class);
            return true;
        });
        awaitSleeper();
        other.close();
        assertThat(waiting.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldRefuseOffsetsThatNoNumberHas() {
        assertThatThrownBy(() -> region.awaitLong(57, v -> true, LONG)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> region.signalAll(64)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> region.awaitLong(4, v -> true, LONG)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> region.signalAll(4)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldPassANumberToAnotherProcessAndBack() throws Exception {
        try (RunningChild child = ChildJvm.of(AwaitChild.class).args(key).start()) {
            for (long i = 1; i <= 100; i++) {
                long turn = i;
                region.putLongVolatile(0, turn).signalAll(0);
                assertThat(region.awaitLong(8, v -> v == turn, LONG)).isEqualTo(turn);
            }
            child.awaitExit().requireSuccess();
        }
    }

    private void awaitSleeper() {
        Eventually.until("it sleeps in the kernel", () -> sleepers(8) == 1);
    }

    private long sleepers(long offset) {
        return FutexSleepers.count(ProcessHandle.current().pid(), Keys.path(key), HEADER_BYTES + offset);
    }

    private static <T> FutureTask<T> start(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        new Thread(future).start();
        return future;
    }
}
