package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.SharedMemory;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Seeing from the JVM what a C process does with the lock. */
class LockStateTest {
    private static final int KILLED = 128 + 9;

    @RegisterExtension
    final Peers peers = new Peers();

    @Test
    void shouldNameTheCProcessThatHoldsTheLock() throws IOException {
        String key = peers.key();
        try (SharedMemory region = SharedMemory.create(key, 8)) {
            assertThat(region.lockState()).isEqualTo(LockState.of(State.FREE));

            Child holder = peers.c("hold", key);
            long tid = holder.number("held");
            RegionBytes before = RegionBytes.of(region);
            LockState state = region.lockState();
            assertThat(state.state()).isEqualTo(State.HELD);
            assertThat(state.holder()).contains(new LockHolder(holder.pid(), tid, "peer", "peer", Host.uid()));
            assertThat(RegionBytes.of(region).bytes()).isEqualTo(before.bytes());

            holder.enter();
            holder.exitsWith(0);
            assertThat(region.lockState()).isEqualTo(LockState.of(State.FREE));
            assertThat(peers.cSays("trylock", key)).isEqualTo("OK");
            region.unlink();
        }
    }

    @Test
    void shouldCallTheLockAbandonedWhenItsHolderWasKilled() {
        String key = peers.key();
        peers.cSays("create", key, "8");
        try (SharedMemory region = SharedMemory.attach(key, Duration.ZERO)) {
            Child victim = peers.c("die", key);
            long tid = victim.number("held");
            victim.exitsWith(KILLED);
            RegionBytes before = RegionBytes.of(region);

            LockState state = region.lockState();
            assertThat(state.state()).isEqualTo(State.ABANDONED);
            assertThat(state.holder()).map(LockHolder::tid).contains(tid);

            assertThat(RegionBytes.of(region).bytes()).isEqualTo(before.bytes());
            assertThat(region.tryLock()).isEmpty();
            assertThat(peers.cSays("trylock", key)).isEqualTo("EBUSY");
            region.unlink();
        }
    }
}
