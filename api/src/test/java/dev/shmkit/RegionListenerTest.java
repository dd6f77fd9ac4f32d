package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeavesNothingBehind.class)
class RegionListenerTest {
    @Test
    void shouldTellListenersOfEveryOpeningInOrder() {
        String key = Keys.unique("heard");
        SharedMemory owner = SharedMemory.create(key, 64);
        SharedMemory user = SharedMemory.attach(key, Duration.ZERO);
        SharedMemory raw = SharedMemory.attachRaw(key);
        raw.close();
        user.unlink();
        owner.close();
        user.close();
        user.close();
        assertThat(RecordingListener.events(key))
                .containsExactly(
                        "opened OWNER 64",
                        "opened USER 64",
                        "opened USER 128",
                        "closed USER 128",
                        "unlinked USER 64",
                        "closed OWNER 64",
                        "closed USER 64");
        assertThat(List.of(
                        owner.info().openingId(),
                        user.info().openingId(),
                        raw.info().openingId()))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldTellOfTheNameOfATemporaryRegionBeforeItsEnd() {
        String key = Keys.unique("heard");
        SharedMemory.create(key, 64, RegionOption.TEMPORARY).close();
        assertThat(RecordingListener.events(key))
                .containsExactly("opened OWNER 64", "unlinked OWNER 64", "closed OWNER 64");
    }

    @Test
    void shouldTellOfAWaitThatBeginsAndHowItEnded() throws Exception {
        String key = Keys.unique("heard");
        try (SharedMemory region = SharedMemory.create(key, 64, RegionOption.TEMPORARY)) {
            FutureTask<Void> waiter = new FutureTask<>(
                    () -> {
                        assertThat(region.tryLock(Duration.ofMillis(1))).isEmpty();
                        region.lock().close();
                    },
                    null);
            try (ScopedLock held = region.lock()) {
                assertThat(held).isNotNull();
                new Thread(waiter, "waiter").start();
                Eventually.until(
                        "it waits again", () -> RecordingListener.events(key).size() == 4);
            }
            waiter.get(30, TimeUnit.SECONDS);
        }
        assertThat(RecordingListener.events(key))
                .startsWith(
                        "opened OWNER 64",
                        "waiting OWNER 64",
                        "gave up OWNER 64",
                        "waiting OWNER 64",
                        "waited OWNER 64");
    }

    @Test
    void shouldKeepARegionOpenWhoseWaiterWaitedForAnotherLockInAListenerFirst() throws Exception {
        String key = Keys.unique("heard");
        String other = Keys.unique("statistics");
        try (SharedMemory region = SharedMemory.create(key, 64, RegionOption.TEMPORARY);
                SharedMemory statistics = SharedMemory.create(other, 64, RegionOption.TEMPORARY);
                SharedMemory waited = SharedMemory.attach(key, Duration.ZERO)) {
            RecordingListener.atWaits(key, () -> statistics.lock().close());
            FutureTask<Void> waiter = new FutureTask<>(() -> waited.lock().close(), null);
            try (ScopedLock held = region.lock()) {
                try (ScopedLock first = statistics.lock()) {
                    assertThat(held).isNotSameAs(first);
                    new Thread(waiter, "waiter").start();
                    Eventually.until(
                            "it waits for the other one",
                            () -> LockWords.of(other).lock() == 2);
                }
                Eventually.until("it waits", () -> LockWords.of(key).lock() == 2);
                assertThat(catchThrowable(waited::close))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("waits for it");
            }
            waiter.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldTellNothingOfWhatFailed() {
        String key = Keys.unique("unheard");
        assertThat(catchThrowable(() -> SharedMemory.attach(key, Duration.ZERO)))
                .isNotNull();
        assertThat(catchThrowable(() -> SharedMemory.create(key, 0))).isNotNull();
        assertThat(RecordingListener.events(key)).isEmpty();
    }

    @Test
    void shouldNeverBreakARegionBecauseAListenerThrows() {
        String key = Keys.unique(FailingListener.HINT);
        List<String> logged = new ArrayList<>();
        try (CapturedLog log = new CapturedLog(logged)) {
            try (SharedMemory region = SharedMemory.create(key, 64)) {
                region.putLong(0, 42);
                assertThat(region.getLong(0)).isEqualTo(42);
                region.lock().close();
                region.unlink();
                assertThat(log.isOpen()).isTrue();
            }
        }
        assertThat(RecordingListener.events(key))
                .as("the next listener hears all the same")
                .containsExactly("opened OWNER 64", "unlinked OWNER 64", "closed OWNER 64");
        assertThat(logged).hasSize(3);
        assertThat(logged.subList(1, 3))
                .as("only the first may warn")
                .containsOnly("FINE dev.shmkit.FailingListener failed");
    }

    @Test
    void shouldGiveTheLockToWhoWaitedAlthoughAListenerFailsWithAnError() throws Exception {
        String key = Keys.unique(FailingListener.HINT);
        try (CapturedLog log = new CapturedLog(new ArrayList<>());
                SharedMemory region = SharedMemory.create(key, 64)) {
            ScopedLock held = region.lock();
            FutureTask<Void> waiter = new FutureTask<>(() -> region.lock().close(), null);
            new Thread(waiter).start();
            Eventually.until("it waits", () -> LockWords.of(key).heldWithWaiters());
            held.close();
            waiter.get(60, TimeUnit.SECONDS);
            assertThat(LockWords.of(key)).isEqualTo(LockWords.FREE);
            region.unlink();
            assertThat(log.isOpen()).isTrue();
        }
    }

    /** What shmkit logs while this is open, kept from the console. */
    private static final class CapturedLog extends Handler implements AutoCloseable {
        private final Logger logger = Logger.getLogger("dev.shmkit");
        private final @Nullable Level before = logger.getLevel();
        private final List<String> messages;
        private boolean open = true;

        CapturedLog(List<String> messages) {
            this.messages = messages;
            setLevel(Level.FINE);
            logger.setLevel(Level.FINE);
            logger.addHandler(this);
            logger.setUseParentHandlers(false);
        }

        boolean isOpen() {
            return open;
        }

        @Override
        public void publish(LogRecord event) {
            messages.add(event.getLevel() + " " + event.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            open = false;
            logger.removeHandler(this);
            logger.setLevel(before);
            logger.setUseParentHandlers(true);
        }
    }
}
