package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shmkit.LockState.State;
import dev.shmkit.internal.errno.Errno;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.RunningChild;
import dev.shmkit.testing.Threads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class LockRobustTest {
    private static final int KILLS = 50;
    private static final int LONGEST_LIFE_NANOS = 5_000_000;
    private static final int TRIES = 10_000;
    private static final int ROUNDS = 20;
    private static final int WAITERS = Integer.MIN_VALUE;

    private final String key = Keys.unique("robust");
    private final SharedMemory region = SharedMemory.create(key, 64, RegionOption.ROBUST);

    @AfterEach
    void close() {
        region.unlink();
        region.close();
    }

    private long killAHolder() throws Exception {
        try (RunningChild child = ChildJvm.of(LockChild.class).args(key, "hold").start()) {
            long tid = Long.parseLong(child.awaitLine("held by"));
            child.kill();
            return tid;
        }
    }

    /** As when the lock is given back, which wakes this thread, and taken again at once by one that need not wait. */
    @Test
    void shouldSayThatOthersMaySleepWhenItGivesUp() throws Exception {
        try (SharedMemory words = SharedMemory.attachRaw(key);
                ScopedLock held = region.lock()) {
            assertThat(held).isNotNull();
            int tid = words.getInt(0);
            Thread waiter = new Thread(
                    () -> assertThat(region.tryLock(Duration.ofMillis(500))).isEmpty());
            waiter.start();
            Eventually.until("it waits", () -> words.compareAndSetInt(0, tid | WAITERS, tid));
            waiter.join();
            assertThat(words.getInt(0)).isEqualTo(tid | WAITERS);
        }
    }

    @Test
    void shouldSayThatOthersMaySleepWhenItTakesTheLockOfADeadHolderAfterASleep() throws Exception {
        try (SharedMemory words = SharedMemory.attachRaw(key);
                RunningChild child =
                        ChildJvm.of(LockChild.class).args(key, "hold").start()) {
            int tid = Integer.parseInt(child.awaitLine("held by"));
            List<Integer> seen = new CopyOnWriteArrayList<>();
            Thread waiter = new Thread(() -> {
                AbandonedLockException thrown = catchThrowableOfType(AbandonedLockException.class, region::lock);
                seen.add(words.getInt(0));
                thrown.markConsistent();
                thrown.lock().close();
            });
            waiter.start();
            Eventually.until("it waits", () -> words.compareAndSetInt(0, tid | WAITERS, tid));
            child.kill();
            waiter.join();
            assertThat(seen)
                    .singleElement()
                    .satisfies(word -> assertThat(word & WAITERS).isEqualTo(WAITERS));
        }
    }

    @Test
    void shouldHandOverTheLockOfADeadHolderAndBeUsableOnceRepaired() throws Exception {
        long tid = killAHolder();
        assertThat(region.lockState().state()).isEqualTo(State.ABANDONED);
        AbandonedLockException thrown = catchThrowableOfType(AbandonedLockException.class, region::lock);
        assertThat(thrown.errno()).isEqualTo(Errno.EOWNERDEAD);
        assertThat(thrown.left().holder()).map(LockHolder::tid).contains(tid);
        Threads.elsewhere(() -> assertThat(region.tryLock()).isEmpty());
        thrown.markConsistent();
        thrown.lock().close();
        assertThat(region.lockState().state()).isEqualTo(State.FREE);
        region.lock().close();
        Threads.elsewhere(() -> region.lock().close());
    }

    @Test
    void shouldAnswerTheHolderThatTriesAsItDoesWithAPlainLock() {
        try (ScopedLock lock = region.lock()) {
            assertThat(lock).isNotNull();
            assertThat(region.tryLock()).isEmpty();
            assertThat(region.tryLock(Duration.ZERO)).isEmpty();
            assertThatExceptionOfType(LockDeadlockException.class).isThrownBy(region::lock);
        }
        assertThat(region.lockState().state()).isEqualTo(State.FREE);
    }

    @Test
    void shouldComeBackFromAHolderKilledAtAnyMoment() throws Exception {
        int abandoned = 0;
        for (int i = 0; i < KILLS; i++) {
            try (RunningChild victim =
                    ChildJvm.of(LockChild.class).args(key, "spin").start()) {
                victim.awaitLine("spinning");
                LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(LONGEST_LIFE_NANOS));
                victim.kill();
            }
            boolean held = LockWords.of(key).lock() != 0;
            assertThat(region.lockState().state()).isEqualTo(held ? State.ABANDONED : State.FREE);
            if (held) {
                abandoned++;
                region.recover().orElseThrow().close();
            } else {
                assertThat(region.recover()).isEmpty();
            }
            region.lock().close();
            assertThat(region.lockState().state()).isEqualTo(State.FREE);
        }
        assertThat(abandoned).as("killed while it held the lock").isPositive();
    }

    @Test
    void shouldTellTimedAndTriedLocksOfTheDeadHolderToo() throws Exception {
        killAHolder();
        AbandonedLockException tried = catchThrowableOfType(AbandonedLockException.class, region::tryLock);
        tried.markConsistent();
        tried.lock().close();
        killAHolder();
        AbandonedLockException timed =
                catchThrowableOfType(AbandonedLockException.class, () -> region.tryLock(Duration.ofSeconds(60)));
        timed.markConsistent();
        timed.lock().close();
        region.lock().close();
    }

    @Test
    void shouldNotBeRecoverableWhenGivenBackUnrepaired() throws Exception {
        killAHolder();
        catchThrowableOfType(AbandonedLockException.class, region::lock).lock().close();
        assertThatExceptionOfType(ShmException.class)
                .isThrownBy(region::lock)
                .withMessageContaining("ENOTRECOVERABLE")
                .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ENOTRECOVERABLE))
                .isNotInstanceOf(AbandonedLockException.class);
        assertThatExceptionOfType(ShmException.class)
                .isThrownBy(region::tryLock)
                .withMessageContaining("ENOTRECOVERABLE");
        Threads.elsewhere(() -> assertThatExceptionOfType(ShmException.class)
                .isThrownBy(region::lock)
                .withMessageContaining("ENOTRECOVERABLE"));
        assertThatExceptionOfType(ShmException.class).isThrownBy(region::lock).withMessageContaining("ENOTRECOVERABLE");
        assertThat(region.lockState()).isEqualTo(LockState.of(State.ABANDONED));
        Refusal.of(
                region::recover,
                ShmException.class,
                key,
                "recover",
                "its holder died and nobody repaired it (ENOTRECOVERABLE); unlink the region");
    }

    /** As glibc's trylock leaves it when a thread of C asked: others would wait for that thread, dead or alive. */
    @ParameterizedTest
    @ValueSource(longs = {0, 60})
    void shouldSayThatItIsNotRecoverableAlthoughAThreadThatTriedHasSigned(long timeoutSeconds) throws Exception {
        killAHolder();
        catchThrowableOfType(AbandonedLockException.class, region::lock).lock().close();
        try (SharedMemory words = SharedMemory.attachRaw(key)) {
            words.putInt(0, (int) ProcessHandle.current().pid());
        }
        assertThatExceptionOfType(ShmException.class)
                .isThrownBy(() -> region.tryLock(Duration.ofSeconds(timeoutSeconds)))
                .withMessageContaining("ENOTRECOVERABLE")
                .satisfies(e -> assertThat(e.errno()).isEqualTo(Errno.ENOTRECOVERABLE));
    }

    @Test
    void shouldRefuseToRepairTwiceOrByAnotherThread() throws Exception {
        killAHolder();
        AbandonedLockException abandoned = catchThrowableOfType(AbandonedLockException.class, region::lock);
        Threads.elsewhere(() -> Refusal.of(
                abandoned::markConsistent,
                LockNotOwnedException.class,
                key,
                "repair",
                "the calling thread does not hold its lock"));
        abandoned.markConsistent();
        Refusal.of(
                abandoned::markConsistent,
                ShmException.class,
                key,
                "repair",
                "does not come from a holder that died, or was marked consistent already");
        abandoned.lock().close();
    }

    @Test
    void shouldRepairByTheCallbackAndGoOnAsIfNothingHadHappened() throws Exception {
        region.putLong(8, 7);
        region.onAbandoned(damaged -> damaged.putLong(8, damaged.getLong(8) + 1));
        killAHolder();
        region.lock().close();
        assertThat(region.getLong(8)).isEqualTo(8);
        region.lock().close();
        assertThat(region.getLong(8)).isEqualTo(8);
        assertThat(region.lockState().state()).isEqualTo(State.FREE);
    }

    @Test
    void shouldKeepTheLockForTheCallerWhenTheRepairFails() throws Exception {
        region.onAbandoned(damaged -> {
            throw new AssertionError("beyond repair");
        });
        killAHolder();
        AbandonedLockException thrown = catchThrowableOfType(AbandonedLockException.class, region::lock);
        assertThat(thrown).hasRootCauseMessage("beyond repair");
        Threads.elsewhere(() -> assertThat(region.tryLock()).isEmpty());
        thrown.markConsistent();
        thrown.lock().close();
        region.lock().close();
    }

    @Test
    void shouldRecoverWithoutAnException() throws Exception {
        assertThat(region.recover()).isEmpty();
        long tid = killAHolder();
        RecoveredLock recovered = region.recover().orElseThrow();
        assertThat(recovered.left().holder()).map(LockHolder::tid).contains(tid);
        assertThat(region.recover()).isEmpty();
        recovered.close();
        region.lock().close();
        assertThat(region.lockState().state()).isEqualTo(State.FREE);
    }

    @Test
    void shouldNeverRecoverFromAHolderThatLives() throws Exception {
        try (RunningChild holder =
                ChildJvm.of(LockChild.class).args(key, "hold").start()) {
            holder.awaitLine("held by");
            LockWords words = LockWords.of(key);
            for (int i = 0; i < TRIES; i++) {
                assertThat(region.recover()).isEmpty();
            }
            assertThat(LockWords.of(key)).isEqualTo(words);
            holder.tell("release");
            holder.awaitLine("released");
            holder.tell("end");
            holder.awaitExit().requireSuccess();
        }
    }

    /** It is seen with the lock, then without the mapping, then with the lock again. */
    @Test
    void shouldNeverRecoverFromAHolderThatDetachesAndComesBack() throws Exception {
        try (RunningChild holder =
                ChildJvm.of(LockChild.class).args(key, "come").start()) {
            holder.awaitLine("coming");
            for (int i = 0; i < TRIES; i++) {
                assertThat(region.recover()).isEmpty();
            }
            assertThat(holder.alive()).isTrue();
        }
        region.recover().ifPresent(RecoveredLock::close);
    }

    /** As a holder leaves the words that unmaps the region and ends: the kernel does not find them. */
    @Test
    void shouldLetExactlyOneOfManyRecoverersWinWhatTheKernelHasNotMarked() throws Exception {
        int dead = (int) killAHolder();
        region.recover().orElseThrow().close();
        Recoverers.assertThatOneWins(key, ROUNDS, i -> LockWords.forge(key, i % 2 == 0 ? dead : dead | WAITERS, dead));
    }

    /** glibc writes over who the first one was, and the kernel over who the second one was. */
    @Test
    void shouldNotTakeAMarkForAThreadWhenTheOneThatInheritedTheLockEndsUnrepaired() throws Exception {
        killAHolder();
        Threads.elsewhere(() -> assertThatExceptionOfType(AbandonedLockException.class)
                .isThrownBy(region::lock)
                .satisfies(thrown -> assertThat(region.lockState().state()).isEqualTo(State.HELD)));
        Eventually.until("its thread has ended", () -> region.lockState().state() == State.ABANDONED);
        assertThat(LockWords.of(key).owner()).isEqualTo(Integer.MAX_VALUE);
        assertThat(region.lockState()).isEqualTo(LockState.of(State.ABANDONED));
        AbandonedLockException thrown = catchThrowableOfType(AbandonedLockException.class, region::lock);
        assertThat(thrown.left()).isEqualTo(LockState.of(State.ABANDONED));
        thrown.lock().close();
        assertThat(region.lockState()).isEqualTo(LockState.of(State.ABANDONED));
    }

    @Test
    void shouldRecoverALockThatWasAbandonedASecondTime() throws Exception {
        killAHolder();
        Threads.elsewhere(
                () -> assertThatExceptionOfType(AbandonedLockException.class).isThrownBy(region::lock));
        Eventually.until("its thread has ended", () -> region.lockState().state() == State.ABANDONED);
        RecoveredLock recovered = region.recover().orElseThrow();
        assertThat(recovered.left()).isEqualTo(LockState.of(State.ABANDONED));
        recovered.close();
        region.lock().close();
    }

    @Test
    void shouldWakeTheWaiterWhenTheHolderIsKilled() throws Exception {
        region.onAbandoned(damaged -> {});
        try (RunningChild child = ChildJvm.of(LockChild.class).args(key, "hold").start()) {
            child.awaitLine("held by");
            Thread waiter = new Thread(() -> region.lock().close());
            waiter.start();
            Eventually.until("it waits", () -> LockWords.of(key).lock() < 0);
            child.kill();
            waiter.join();
        }
        assertThat(region.lockCounters().contentions()).isEqualTo(1);
    }
}
