package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.LockState.State;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.FutexSleepers;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.RunningChild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holders that are killed with SIGKILL: what is seen, and that the region comes back. */
@ExtendWith(LeavesNothingBehind.class)
class LockKilledHolderTest {
    private static final int KILLS = 50;
    private static final int LONGEST_LIFE_NANOS = 5_000_000;

    private final String key = Keys.unique("killed");
    private final SharedMemory region = SharedMemory.create(key, 64);

    @AfterEach
    void close() {
        region.unlink();
        region.close();
    }

    /** The interpreter is slow enough to be killed between taking the lock and signing it, too. */
    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-Xmixed"})
    void shouldComeBackFromAHolderKilledAtAnyMoment(String mode) throws Exception {
        try (RunningChild third = ChildJvm.of(LockChild.class).args(key, "ask").start()) {
            third.awaitLine("ready");
            int abandoned = 0;
            for (int i = 0; i < KILLS; i++) {
                killWhileItLocks(mode);
                LockWords words = LockWords.of(key);
                awaitState(words.lock() == 0 ? State.FREE : State.ABANDONED);
                third.tell("" + i);
                if (words.lock() == 0) {
                    assertThat(region.recover()).isEmpty();
                } else {
                    abandoned++;
                    Eventually.until(
                            "the third process sleeps", () -> LockWords.of(key).heldWithWaiters());
                    recover(words.owner()).close();
                }
                third.awaitLine("had-" + i + " ");
                region.lock().close();
                assertThat(LockWords.of(key)).isEqualTo(LockWords.FREE);
            }
            assertThat(abandoned).as("killed while it held the lock").isPositive();
            third.closeInput();
            third.awaitExit().requireSuccess();
        }
    }

    private void killWhileItLocks(String mode) throws Exception {
        try (RunningChild victim =
                ChildJvm.of(LockChild.class).vm(mode).args(key, "spin").start()) {
            victim.awaitLine("spinning");
            LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(LONGEST_LIFE_NANOS));
            victim.kill();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldWakeThoseWhoSleptAlreadyWhenTheHolderDied(boolean signed) throws Exception {
        try (RunningChild third = ChildJvm.of(LockChild.class).args(key, "ask").start();
                RunningChild victim =
                        ChildJvm.of(LockChild.class).args(key, "hold").start()) {
            int tid = Integer.parseInt(victim.awaitLine("held by"));
            third.awaitLine("ready");
            third.tell("it");
            Eventually.until("the third process sleeps", () -> LockWords.of(key).heldWithWaiters());
            victim.kill();
            if (!signed) {
                LockWords.forge(key, 2, 0);
            }
            recover(signed ? tid : 0).close();
            third.awaitLine("had-it ");
            assertThat(LockWords.of(key)).isEqualTo(LockWords.FREE);
            third.closeInput();
            third.awaitExit().requireSuccess();
        }
    }

    /** The holder died after it had freed the lock, and before it woke the sleeper. */
    @Test
    void shouldWakeASleeperOfAFreeLock() throws Exception {
        try (RunningChild third = ChildJvm.of(LockChild.class).args(key, "ask").start()) {
            third.awaitLine("ready");
            ScopedLock lock = region.lock();
            third.tell("it");
            Eventually.until(
                    "the third process sleeps", () -> FutexSleepers.count(third.pid(), Keys.path(key), 0) == 1);
            LockWords.forgeFree(key);
            assertThat(region.recover()).isEmpty();
            third.awaitLine("had-it ");
            Refusal.of(lock::close, LockNotOwnedException.class, key, "unlock", "taken over", "do not trust the data");
            third.closeInput();
            third.awaitExit().requireSuccess();
        }
    }

    private RecoveredLock recover(int deadTid) {
        List<RecoveredLock> recovered = new ArrayList<>();
        // While threads of this JVM or of the third process run, an unsigned lock cannot be judged.
        Eventually.until("recovered", () -> {
            Optional<RecoveredLock> lock = region.recover();
            lock.ifPresent(recovered::add);
            return lock.isPresent();
        });
        assertThat(LockWords.of(key).lock()).isEqualTo(2);
        assertThat(recovered.get(0).left().state()).isEqualTo(State.ABANDONED);
        assertThat(recovered.get(0).left().holder().map(LockHolder::tid).orElse(0L))
                .isEqualTo(deadTid);
        return recovered.get(0);
    }

    private void awaitState(State expected) {
        Eventually.until(
                () -> expected + ", seen " + region.lockState() + " of " + LockWords.of(key),
                () -> region.lockState().state() == expected);
    }
}
