package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Values and the lock go both ways between C and the JVM, whoever made the region. */
class ExchangeTest {
    private static final int HELD_WITH_WAITERS = 2;

    @RegisterExtension
    final Peers peers = new Peers();

    @Test
    void shouldReadAndWriteARegionThatCCreated() {
        String key = peers.key();
        peers.cSays("create", key, "4096");
        peers.cSays("put", key, "4088", "-42");
        try (SharedMemory region = SharedMemory.attach(key, Duration.ZERO)) {
            assertThat(region.size()).isEqualTo(4096);
            ScopedLock lock = region.lock();
            assertThat(region.getLong(4088)).isEqualTo(-42);
            region.putLong(8, Long.MAX_VALUE);
            lock.close();
        }
        assertThat(peers.cSays("get", key, "8")).isEqualTo("" + Long.MAX_VALUE);
        peers.cSays("unlink", key);
    }

    @Test
    void shouldLetCReadAndWriteARegionThatItCreated() {
        String key = peers.key();
        try (SharedMemory region = SharedMemory.create(key, 100)) {
            region.putLong(0, -7);
            assertThat(peers.cSays("attach", key)).isEqualTo("100");
            assertThat(peers.cSays("get", key, "0")).isEqualTo("-7");
            peers.cSays("put", key, "92", "" + Long.MIN_VALUE);
            assertThat(region.getLong(92)).isEqualTo(Long.MIN_VALUE);
            region.unlink();
        }
        assertThat(peers.c("attach", key).exitsWith(1)).contains("No such file or directory");
    }

    @Test
    void shouldKeepCOutWhileItHoldsTheLock() {
        String key = peers.key();
        try (SharedMemory region = SharedMemory.create(key, 8)) {
            ScopedLock lock = region.lock();
            assertThat(peers.cSays("trylock", key)).isEqualTo("EBUSY");

            Child adder = peers.c("add", key, "0", "1000");
            Host.await(
                    "the C process waits for the lock",
                    () -> RegionBytes.of(region).lock() == HELD_WITH_WAITERS);
            assertThat(adder.running()).isTrue();
            assertThat(region.getLong(0)).isZero();

            lock.close();
            adder.exitsWith(0);
            assertThat(region.getLong(0)).isEqualTo(1000);
            assertThat(peers.cSays("trylock", key)).isEqualTo("OK");
            region.unlink();
        }
    }

    @Test
    void shouldStayOutWhileCHoldsTheLockAndWakeWhenItReleases() throws Exception {
        String key = peers.key();
        peers.cSays("create", key, "8");
        try (SharedMemory region = SharedMemory.attach(key, Duration.ZERO)) {
            Child holder = peers.c("hold", key);
            holder.number("held");
            assertThat(region.tryLock()).isEmpty();
            assertThat(region.tryLock(Duration.ofMillis(20))).isEmpty();

            CompletableFuture<Void> waiter =
                    CompletableFuture.runAsync(() -> region.lock().close());
            Host.await(
                    "the JVM waits for the lock", () -> RegionBytes.of(region).lock() == HELD_WITH_WAITERS);
            assertThat(waiter).isNotDone();

            holder.enter();
            waiter.get(Child.DEADLINE.toSeconds(), TimeUnit.SECONDS);
            assertThat(holder.exitsWith(0)).endsWith("released");
            region.tryLock().orElseThrow().close();
            region.unlink();
        }
    }
}
