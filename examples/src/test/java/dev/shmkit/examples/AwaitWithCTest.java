package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.SharedMemory;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Waiting for a number that the other side writes. */
class AwaitWithCTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @RegisterExtension
    final Peers peers = new Peers();

    @Test
    void shouldWakeCThatAwaitsANumber() {
        String key = peers.key();
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            Child waiting = peers.c("await", key, "8", "42");
            assertThat(waiting.number("awaiting")).isEqualTo(42);
            region.putLongVolatile(8, 41).signalAll(8);
            assertThat(waiting.running()).isTrue();
            region.putLongVolatile(8, 42).signalAll(8);
            assertThat(waiting.number("seen")).isEqualTo(42);
            waiting.exitsWith(0);
            region.unlink();
        }
    }

    @Test
    void shouldSeeTheNumberThatCSignals() throws Exception {
        String key = peers.key();
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            FutureTask<Long> waiting = new FutureTask<>(() -> region.awaitLong(8, v -> v < 0, LONG));
            Thread thread = new Thread(waiting);
            thread.start();
            assertThat(peers.cSays("signal", key, "8", "7")).isEmpty();
            assertThat(peers.cSays("signal", key, "8", "-7")).isEmpty();
            assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(-7);
            region.unlink();
        }
    }
}
