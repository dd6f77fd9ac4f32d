package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.Threads;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class AtomicAccessTest {
    private static final int SIZE = 64;
    private static final int THREADS = 4;
    private static final int ADDITIONS = 50_000;
    private static final int SPINS_BEFORE_YIELDING = 1000;

    private final SharedMemory region = SharedMemory.create(Keys.unique("atomic"), SIZE);
    private final SharedMemory other = SharedMemory.attach(region.key(), Duration.ZERO);

    @AfterEach
    void close() {
        region.unlink();
        region.close();
        other.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void shouldKeepInts(int value) {
        for (int offset = 0; offset < SIZE; offset += 4) {
            assertThat(region.putIntVolatile(offset, value)).isSameAs(region);
            assertThat(other.getIntVolatile(offset)).isEqualTo(value);
            assertThat(other.putIntRelease(offset, ~value)).isSameAs(other);
            assertThat(region.getIntAcquire(offset)).isEqualTo(~value);
            assertThat(region.getInt(offset)).isEqualTo(~value);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE})
    void shouldKeepLongs(long value) {
        for (int offset = 0; offset < SIZE; offset += 8) {
            assertThat(region.putLongVolatile(offset, value)).isSameAs(region);
            assertThat(other.getLongVolatile(offset)).isEqualTo(value);
            assertThat(other.putLongRelease(offset, ~value)).isSameAs(other);
            assertThat(region.getLongAcquire(offset)).isEqualTo(~value);
            assertThat(region.getLong(offset)).isEqualTo(~value);
        }
    }

    @Test
    void shouldReplaceOnlyWhatIsExpected() {
        assertThat(region.compareAndSetInt(60, 0, 5)).isTrue();
        assertThat(other.compareAndSetInt(60, 0, 6)).isFalse();
        assertThat(other.getInt(60)).isEqualTo(5);
        assertThat(other.compareAndSetInt(60, 5, -5)).isTrue();
        assertThat(region.getInt(60)).isEqualTo(-5);

        assertThat(region.compareAndSetLong(8, 0, 1L << 40)).isTrue();
        assertThat(other.compareAndSetLong(8, 1, 6)).isFalse();
        assertThat(other.getLong(8)).isEqualTo(1L << 40);
        assertThat(other.compareAndSetLong(8, 1L << 40, -5)).isTrue();
        assertThat(region.getLong(8)).isEqualTo(-5);
        assertThat(region.getLong(0)).as("neighbour").isZero();
        assertThat(region.getLong(16)).as("neighbour").isZero();
    }

    @Test
    void shouldGiveTheValueBeforeAnAdditionAndWrapAround() {
        region.putInt(4, Integer.MAX_VALUE);
        assertThat(region.getAndAddInt(4, 1)).isEqualTo(Integer.MAX_VALUE);
        assertThat(other.getInt(4)).isEqualTo(Integer.MIN_VALUE);
        assertThat(other.getAndAddInt(4, -1)).isEqualTo(Integer.MIN_VALUE);
        assertThat(region.getInt(4)).isEqualTo(Integer.MAX_VALUE);

        region.putLong(8, Long.MAX_VALUE);
        assertThat(region.getAndAddLong(8, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(other.getLong(8)).isEqualTo(Long.MIN_VALUE);
        assertThat(other.getAndAddLong(8, -1)).isEqualTo(Long.MIN_VALUE);
        assertThat(region.getLong(8)).isEqualTo(Long.MAX_VALUE);
        assertThat(region.getInt(0)).as("neighbour").isZero();
        assertThat(region.getLong(16)).as("neighbour").isZero();
    }

    @Test
    void shouldLoseNoAdditionOfSeveralThreadsAndMappings() throws Exception {
        Threads.together(THREADS, () -> {
            for (int i = 0; i < ADDITIONS; i++) {
                region.getAndAddLong(0, 1);
                other.getAndAddLong(0, 2);
                region.getAndAddInt(8, 1);
                other.getAndAddInt(8, -2);
            }
        });
        assertThat(region.getLong(0)).isEqualTo(3L * THREADS * ADDITIONS);
        assertThat(region.getInt(8)).isEqualTo(-THREADS * ADDITIONS);
    }

    @Test
    void shouldLetOneThreadWinEachCompareAndSet() throws Exception {
        Threads.together(THREADS, () -> {
            for (int i = 0; i < ADDITIONS; i++) {
                long seen;
                do {
                    seen = region.getLongVolatile(16);
                } while (!region.compareAndSetLong(16, seen, seen + 1));
            }
        });
        assertThat(other.getLong(16)).isEqualTo((long) THREADS * ADDITIONS);
    }

    @Test
    void shouldPublishPlainWritesWithARelease() throws Exception {
        int rounds = 20_000;
        Threads.each(
                () -> {
                    for (int i = 1; i <= rounds; i++) {
                        awaitFirst(region, 0);
                        region.putLong(40, i);
                        region.putLongRelease(0, i);
                    }
                },
                () -> {
                    for (int i = 1; i <= rounds; i++) {
                        awaitFirst(other, i);
                        assertThat(other.getLong(40)).isEqualTo(i);
                        other.putLongRelease(0, 0);
                    }
                });
    }

    /** Spins, but not for long: with one processor the other thread needs this one. */
    @SuppressWarnings("ThreadPriorityCheck") // Yielding is only for speed here.
    private static void awaitFirst(SharedMemory words, long value) throws InterruptedException {
        for (int spins = 1; words.getLongAcquire(0) != value; spins++) {
            if (spins % SPINS_BEFORE_YIELDING != 0) {
                Thread.onSpinWait();
            } else if (Thread.interrupted()) {
                throw new InterruptedException("the first word never became " + value);
            } else {
                Thread.yield();
            }
        }
    }
}
