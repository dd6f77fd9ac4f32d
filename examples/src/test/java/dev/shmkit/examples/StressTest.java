package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.RecoveredLock;
import dev.shmkit.SharedMemory;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every way to lock, in Java, through pthread and in C, all at once, while other users of the lock are killed. */
class StressTest {
    private static final int KILLS = 200;
    private static final int LONGEST_LIFE_NANOS = 10_000_000;
    private static final int KILLED = 128 + 9;

    @RegisterExtension
    final Peers peers = new Peers();

    @Test
    void shouldNeverLetTwoInAtOnceWhoeverLocksHoweverAndIsKilled() {
        String key = peers.key();
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            List<Child> stressers = List.of(
                    peers.stresser("java", key),
                    peers.stresser("pthread", key),
                    peers.c("stress", key),
                    peers.c("stress", key));
            stressers.forEach(stresser -> stresser.number("stressing"));
            for (int i = 0; i < KILLS; i++) {
                Child victim = peers.c("hold", key);
                LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(LONGEST_LIFE_NANOS));
                victim.kill();
                victim.exitsWith(KILLED);
                region.recover().ifPresent(RecoveredLock::close);
            }
            region.putLongVolatile(Stresser.STOP, 1);
            // A victim that died just woken, and woke nobody else, left the others asleep.
            Host.await("all have stopped", () -> {
                region.recover().ifPresent(RecoveredLock::close);
                return stressers.stream().noneMatch(Child::running);
            });
            long times = 0;
            for (Child stresser : stressers) {
                long own = stresser.number("times");
                assertThat(own).as("%s took part", stresser).isPositive();
                stresser.exitsWith(0);
                times += own;
            }
            assertThat(region.getLong(Stresser.COUNT)).isEqualTo(times);
            assertThat(region.getLong(Stresser.DOUBLED)).isEqualTo(2 * times);
            RegionBytes left = RegionBytes.of(region);
            assertThat(left.lock()).isZero();
            assertThat(left.owner()).isZero();
            region.unlink();
        }
    }
}
