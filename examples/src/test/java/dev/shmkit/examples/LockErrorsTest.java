package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.shmkit.LockDeadlockException;
import dev.shmkit.LockNotOwnedException;
import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ERRORCHECK means the same on both sides: EDEADLK for relocking, EPERM for unlocking what another thread holds. */
class LockErrorsTest {
    private static final int EPERM = 1;
    private static final int EDEADLK = 35;

    @RegisterExtension
    final Peers peers = new Peers();

    private String key = "";

    enum Creator {
        C,
        JVM
    }

    @BeforeEach
    void nameARegion() {
        key = peers.key();
    }

    private SharedMemory regionBy(Creator creator) {
        if (creator == Creator.JVM) {
            return SharedMemory.create(key, 8);
        }
        peers.cSays("create", key, "8");
        return SharedMemory.attach(key, Duration.ZERO);
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveCTheErrorsOfAnErrorCheckingMutex(Creator creator) {
        try (SharedMemory region = regionBy(creator)) {
            assertThat(peers.cSays("relock", key)).isEqualTo("EDEADLK");
            assertThat(peers.cSays("unlock", key)).isEqualTo("EPERM");

            ScopedLock lock = region.lock();
            assertThat(peers.cSays("unlock", key)).isEqualTo("EPERM");
            assertThat(peers.cSays("trylock", key)).isEqualTo("EBUSY");
            lock.close();
            region.unlink();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseToRelockAndKeepTheLock(Creator creator) {
        try (SharedMemory region = regionBy(creator)) {
            ScopedLock lock = region.lock();
            assertThatExceptionOfType(LockDeadlockException.class)
                    .isThrownBy(region::lock)
                    .satisfies(e -> assertThat(e.errno()).isEqualTo(EDEADLK));
            assertThatExceptionOfType(LockDeadlockException.class)
                    .isThrownBy(() -> region.tryLock(Duration.ofSeconds(30)));
            assertThat(region.tryLock()).isEmpty();
            assertThat(peers.cSays("trylock", key)).isEqualTo("EBUSY");

            lock.close();
            assertThat(peers.cSays("trylock", key)).isEqualTo("OK");
            region.unlink();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseToUnlockFromAnotherThreadAndKeepTheLock(Creator creator) {
        try (SharedMemory region = regionBy(creator)) {
            ScopedLock lock = region.lock();
            CompletableFuture<Void> other = CompletableFuture.runAsync(lock::close);
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(other::join)
                    .havingCause()
                    .asInstanceOf(type(LockNotOwnedException.class))
                    .satisfies(e -> assertThat(e.errno()).isEqualTo(EPERM));
            assertThat(peers.cSays("trylock", key)).isEqualTo("EBUSY");

            lock.close();
            assertThat(peers.cSays("trylock", key)).isEqualTo("OK");
            region.unlink();
        }
    }

    /** The JVM's lock was taken for abandoned, recovered by somebody, and C holds it by now: C must not lose it. */
    @ParameterizedTest
    @EnumSource
    void shouldRefuseToUnlockWhileCHolds(Creator creator) {
        try (SharedMemory region = regionBy(creator);
                SharedMemory words = SharedMemory.attachRaw(key)) {
            ScopedLock lock = region.lock();
            words.putInt(RegionBytes.LOCK_OFFSET, 0);
            words.putInt(RegionBytes.OWNER_OFFSET, 0);
            words.putInt(RegionBytes.USERS_OFFSET, 0);
            Child holder = peers.c("hold", key);
            int tid = (int) holder.number("held");

            assertThatExceptionOfType(LockNotOwnedException.class)
                    .isThrownBy(lock::close)
                    .satisfies(e -> assertThat(e.errno()).isEqualTo(EPERM));
            assertThat(RegionBytes.of(region).owner()).isEqualTo(tid);
            assertThat(peers.cSays("trylock", key)).isEqualTo("EBUSY");

            holder.enter();
            holder.exitsWith(0);
            assertThat(peers.cSays("trylock", key)).isEqualTo("OK");
            region.unlink();
        }
    }
}
