package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState.State;
import dev.shmkit.RecoveredLock;
import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** C processes that die with the lock: what the JVM sees, and that it brings the region back. */
class KilledPeerTest {
    private static final int KILLS = 100;
    private static final int LONGEST_LIFE_NANOS = 3_000_000;
    private static final int KILLED = 128 + 9;

    @RegisterExtension
    final Peers peers = new Peers();

    @Test
    void shouldComeBackFromACProcessKilledAtAnyMoment() {
        String key = peers.key();
        peers.cSays("create", key, "64");
        int abandoned = 0;
        try (SharedMemory region = SharedMemory.attach(key, Duration.ZERO)) {
            for (int i = 0; i < KILLS; i++) {
                killWhileItAdds(key);
                RegionBytes left = RegionBytes.of(region);
                State expected = left.lock() == 0 ? State.FREE : State.ABANDONED;
                Host.await("it is " + expected, () -> region.lockState().state() == expected);
                if (expected == State.ABANDONED) {
                    recover(region, left.owner()).close();
                    abandoned++;
                } else {
                    assertThat(region.recover()).isEmpty();
                }
                region.lock().close();
                assertThat(peers.cSays("trylock", key)).isEqualTo("OK");
            }
            assertThat(RegionBytes.of(region).lock()).isZero();
            region.unlink();
        }
        assertThat(abandoned).as("killed while it held the lock").isPositive();
    }

    @Test
    void shouldComeBackFromACHolderOfARobustLockKilledAtAnyMoment() {
        String key = peers.key();
        peers.cSays("create", key, "64", "--robust");
        int abandoned = 0;
        try (SharedMemory region = SharedMemory.attach(key, Duration.ZERO)) {
            for (int i = 0; i < KILLS; i++) {
                killWhileItAdds(key);
                boolean held = RegionBytes.of(region).lock() != 0;
                assertThat(region.lockState().state()).isEqualTo(held ? State.ABANDONED : State.FREE);
                Optional<RecoveredLock> recovered = region.recover();
                assertThat(recovered.isPresent()).isEqualTo(held);
                recovered.ifPresent(RecoveredLock::close);
                abandoned += held ? 1 : 0;
                region.lock().close();
                assertThat(peers.cSays("trylock", key)).isEqualTo("OK");
            }
            assertThat(RegionBytes.of(region).lock()).isZero();
            region.unlink();
        }
        assertThat(abandoned).as("killed while it held the lock").isPositive();
    }

    /** The kernel marks the locks of a thread that ends where they are mapped: this one's it cannot. */
    @Test
    void shouldComeBackFromACHolderOfARobustLockThatHadUnmappedTheRegion() {
        String key = peers.key();
        peers.cSays("create", key, "64", "--robust");
        try (SharedMemory region = SharedMemory.attach(key, Duration.ZERO)) {
            Child holder = peers.c("leave", key);
            int tid = (int) holder.number("held");
            assertThat(holder.number("unmapped")).isEqualTo(64);
            Child third = peers.c("add", key, "0", "1");
            assertThat(third.number("adding")).isEqualTo(1);
            Host.await("it waits", () -> RegionBytes.of(region).lock() < 0);
            holder.enter();
            holder.exitsWith(0);
            assertThat(RegionBytes.of(region).lock()).as("unmarked").isEqualTo(tid | Integer.MIN_VALUE);
            assertThat(region.lockState().holder()).map(LockHolder::tid).contains((long) tid);
            assertThat(region.tryLock()).isEmpty();
            // Either gets it: the JVM that asks, or the process that slept, which is woken.
            Optional<RecoveredLock> recovered = region.recover();
            recovered.ifPresent(lock -> {
                assertThat(lock.left().holder()).map(LockHolder::tid).contains((long) tid);
                lock.close();
            });
            String added = third.exitsWith(0);
            assertThat(added).contains("added 1");
            assertThat(added.contains("inherited")).isEqualTo(recovered.isEmpty());
            region.lock().close();
            assertThat(region.recover()).isEmpty();
            assertThat(RegionBytes.of(region).lock()).isZero();
            region.unlink();
        }
    }

    /** The other way round: C inherits what a JVM left. */
    @Test
    void shouldLeaveARobustLockToTheCProcessThatSleptWhenTheJvmDied() {
        String key = peers.key();
        try (SharedMemory region = SharedMemory.create(key, 64, RegionOption.ROBUST)) {
            Child victim = peers.jvm(Chainer.class, key, key);
            victim.number("held");
            Child third = peers.c("add", key, "0", "1");
            assertThat(third.number("adding")).isEqualTo(1);
            Host.await("it waits", () -> RegionBytes.of(region).lock() < 0);
            victim.die();
            assertThat(third.number("inherited")).isPositive();
            assertThat(third.exitsWith(0)).contains("added 1");
            region.lock().close();
            assertThat(region.lockState().state()).isEqualTo(State.FREE);
            region.unlink();
        }
    }

    private void killWhileItAdds(String key) {
        Child victim = peers.c("add", key, "0", "1000000000");
        victim.number("adding");
        LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(LONGEST_LIFE_NANOS));
        victim.kill();
        assertThat(victim.exitsWith(KILLED)).isNotEmpty();
    }

    @Test
    void shouldWakeTheCProcessThatSleptWhenTheHolderDied() {
        String key = peers.key();
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            Child victim = peers.c("hold", key);
            int tid = (int) victim.number("held");
            Child third = peers.c("add", key, "0", "1");
            assertThat(third.number("adding")).isEqualTo(1);
            Host.await("it waits", () -> RegionBytes.of(region).lock() == 2);
            victim.kill();
            victim.exitsWith(KILLED);
            RecoveredLock recovered = recover(region, tid);
            assertThat(peers.cSays("trylock", key)).isEqualTo("EBUSY");
            assertThat(peers.cSays("unlock", key)).isEqualTo("EPERM");
            recovered.close();
            assertThat(third.exitsWith(0)).contains("added 1");
            assertThat(RegionBytes.of(region).lock()).isZero();
            region.unlink();
        }
    }

    private static RecoveredLock recover(SharedMemory region, int deadTid) {
        List<RecoveredLock> recovered = new ArrayList<>();
        Host.await("recovered", () -> {
            region.recover().ifPresent(recovered::add);
            return !recovered.isEmpty();
        });
        RecoveredLock lock = recovered.get(0);
        assertThat(lock.left().holder().map(LockHolder::tid).orElse(0L)).isEqualTo(deadTid);
        return lock;
    }
}
