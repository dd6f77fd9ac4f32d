package dev.shmkit.dsl;

import static dev.shmkit.dsl.Shm.closeSession;
import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.shm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shmkit.AbandonedLockException;
import dev.shmkit.LockDeadlockException;
import dev.shmkit.LockState;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.Threads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** At a prompt nobody keeps the exception that says how to give the lock of a dead holder back. */
@ExtendWith(LeavesNothingBehind.class)
class UnrepairedTest {
    private final String key = Keys.unique("unrepaired");
    private final SharedMemory other = shm(key).size(64).robust().create();

    @BeforeEach
    void dieHolding() throws Exception {
        // An opening of its own, which stays locked for good.
        SharedMemory dying = shm(key).attach();
        Threads.elsewhere(dying::lock);
        // The kernel passes the lock on when it ends the thread, some time after Java has.
        Eventually.until("the lock is abandoned", () -> other.lockState().state() == LockState.State.ABANDONED);
    }

    @AfterEach
    void remove() {
        closeSession();
        other.unlink();
        other.close();
    }

    private AbandonedLockException refused() {
        return catchThrowableOfType(AbandonedLockException.class, () -> shm(key).runLocked(r -> r.putLong(0, 1)));
    }

    @Test
    void shouldGoOnFromTheLockThatItWasLeftWithOnceItIsToldHowToRepair() throws Exception {
        AbandonedLockException first = refused();
        assertThat(first).hasMessageContaining("onAbandoned(repair)");
        assertThat(refused()).isSameAs(first);
        Threads.elsewhere(() -> assertThat(other.tryLock()).isEmpty());
        long seen = shm(key).onAbandoned(r -> r.putLong(0, 7)).withLock(r -> r.getLong(0));
        assertThat(seen).isEqualTo(7);
        Threads.elsewhere(() -> other.lock().close());
        shm(key).runLocked(r -> r.putLong(0, 8));
        assertThat(other.getLong(0)).isEqualTo(8);
    }

    @Test
    void shouldKeepTheLockWhenTheRepairFails() {
        refused();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> shm(key).onAbandoned(r -> {
                            throw new IllegalStateException("beyond repair");
                        })
                        .runLocked(r -> r.putLong(0, 1)))
                .withMessage("beyond repair");
        assertThat(refused()).isNotNull();
        shm(key).onAbandoned(r -> {}).runLocked(r -> r.putLong(0, 9));
        assertThat(other.getLong(0)).isEqualTo(9);
    }

    @Test
    void shouldRefuseToNestAfterWhoeverCaughtTheExceptionHasRepaired() {
        AbandonedLockException caught = refused();
        caught.markConsistent();
        caught.lock().close();
        assertThatExceptionOfType(LockDeadlockException.class)
                .isThrownBy(() -> shm(key).runLocked(outer -> shm(key).runLocked(inner -> inner.putLong(0, 1))));
    }

    @Test
    void shouldRepairAsTheDescriptionSaysThroughWhichItLocks() {
        RegionSpec first = shm(key).onAbandoned(r -> r.putLong(0, 1));
        RegionSpec second = shm(key).onAbandoned(r -> r.putLong(0, 2));
        first.table(layout("number").int64("value"));
        second.table(layout("number").int64("value"));
        long seen = first.withLock(r -> r.getLong(0));
        assertThat(seen).isEqualTo(1);
    }

    @Test
    void shouldNotRepairThroughADescriptionThatDoesNotSayHow() {
        shm(key).onAbandoned(r -> r.putLong(0, 1)).table(layout("number").int64("value"));
        assertThat(refused()).isNotNull();
        assertThat(other.getLong(0)).isZero();
        shm(key).onAbandoned(r -> {}).runLocked(r -> r.putLong(0, 9));
    }

    @Test
    void shouldHandOutARegionThatKnowsTheRepair() {
        try (SharedMemory region = shm(key).onAbandoned(r -> r.putLong(0, 3)).open()) {
            region.lock().close();
            assertThat(region.getLong(0)).isEqualTo(3);
        }
    }
}
