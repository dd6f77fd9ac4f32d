package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shmkit.AttachTimeoutException;
import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.RegionNotFoundException;
import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** GEOPM names a region's file before the region is complete: whoever attaches must never get half of one. */
class AttachWaitingTest {
    @RegisterExtension
    final Peers peers = new Peers();

    @RepeatedTest(10)
    void shouldWaitThroughEveryStepOfAnotherProcessCreatingTheRegion() throws Exception {
        String key = peers.key();
        CompletableFuture<SharedMemory> patient =
                CompletableFuture.supplyAsync(() -> SharedMemory.attach(key, Child.DEADLINE));
        assertThatExceptionOfType(RegionNotFoundException.class)
                .isThrownBy(() -> SharedMemory.attach(key, Duration.ZERO));

        Child creator = peers.c("create", key, "4096", "--slow");
        creator.number("opened");
        assertIncomplete(key, "has 0 bytes");
        assertThat(patient).isNotDone();

        creator.enter();
        creator.number("sized");
        assertIncomplete(key, "has no initialised mutex");
        assertThat(patient).isNotDone();

        creator.enter();
        creator.number("created");
        try (SharedMemory region = patient.get(Child.DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
            assertComplete(region, 4096);
            ScopedLock lock = region.lock();
            assertThat(peers.cSays("trylock", key)).isEqualTo("EBUSY");
            lock.close();
            region.unlink();
        }
        creator.exitsWith(0);
    }

    private static void assertIncomplete(String key, String what) {
        assertThatExceptionOfType(AttachTimeoutException.class)
                .isThrownBy(() -> SharedMemory.attach(key, Duration.ZERO))
                .withMessageContaining(what);
        assertThatExceptionOfType(AttachTimeoutException.class)
                .isThrownBy(() -> SharedMemory.attach(key, Duration.ofMillis(5)))
                .withMessageContaining(what);
    }

    @RepeatedTest(50)
    void shouldGetACompleteRegionAtItsFirstInstantWhenItTriesWithoutAPause() throws Exception {
        String key = peers.key();
        AtomicInteger attempts = new AtomicInteger();
        CompletableFuture<Void> impatient = CompletableFuture.runAsync(() -> {
            try (SharedMemory region = attachWithoutAPause(key, attempts)) {
                assertComplete(region, 100_000);
                region.unlink();
            }
        });
        Child creator = peers.c("create", key, "100000", "--slow");
        for (String step : List.of("opened", "sized")) {
            creator.number(step);
            int seen = attempts.get();
            Host.await("a whole attempt at what is " + step, () -> attempts.get() > seen + 1 || impatient.isDone());
            creator.enter();
        }
        creator.exitsWith(0);
        impatient.get(Child.DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }

    private static SharedMemory attachWithoutAPause(String key, AtomicInteger attempts) {
        long started = System.nanoTime();
        while (System.nanoTime() - started < Child.DEADLINE.toNanos()) {
            try {
                return SharedMemory.attach(key, Duration.ZERO);
            } catch (RegionNotFoundException | AttachTimeoutException e) {
                attempts.incrementAndGet();
            }
        }
        throw new AssertionError("nobody created " + key);
    }

    private static void assertComplete(SharedMemory region, long sizeBytes) {
        assertThat(region.size()).isEqualTo(sizeBytes);
        assertThat(region.lockState()).isEqualTo(LockState.of(State.FREE));
        ScopedLock lock = region.lock();
        assertThat(region.putLong(sizeBytes - 8, 42).getLong(sizeBytes - 8)).isEqualTo(42);
        lock.close();
    }
}
