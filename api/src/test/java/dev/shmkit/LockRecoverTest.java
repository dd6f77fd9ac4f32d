package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.FutexSleepers;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.RunningChild;
import dev.shmkit.testing.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeavesNothingBehind.class)
class LockRecoverTest {
    private static final int TRIES = 10_000;
    private static final int ROUNDS = 20;

    private final String key = Keys.unique("recovered");
    private final SharedMemory region = SharedMemory.create(key, 64);

    @AfterEach
    void close() {
        region.unlink();
        region.close();
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
            assertThat(region.recover()).as("a free lock").isEmpty();
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
        Eventually.until("its lock is free or recovered", () -> {
            region.recover().ifPresent(RecoveredLock::close);
            return LockWords.of(key).lock() == 0;
        });
    }

    /** Their lock is unsigned now and then; the interpreter makes these moments long. */
    @Test
    void shouldNeverRecoverFromHoldersThatPassTheLockOn() throws Exception {
        ChildJvm spinning = ChildJvm.of(LockChild.class).vm("-Xint").args(key, "spin");
        try (RunningChild one = spinning.start();
                RunningChild two = spinning.start()) {
            one.awaitLine("spinning");
            two.awaitLine("spinning");
            for (int i = 0; i < TRIES; i++) {
                assertThat(region.recover()).isEmpty();
            }
            assertThat(List.of(one.alive(), two.alive())).containsOnly(true);
        }
        region.recover().ifPresent(RecoveredLock::close);
    }

    @Test
    void shouldNotRecoverFromAThreadOfThisProcessButFromOneThatHasEnded() throws Exception {
        Threads.elsewhere(() -> {
            ScopedLock unused = region.lock();
            assertThat(unused).isNotNull();
            assertThat(region.recover()).as("one's own").isEmpty();
            Threads.elsewhere(() -> assertThat(region.recover()).isEmpty());
        });
        Eventually.until("its thread has ended", () -> region.lockState().state() == LockState.State.ABANDONED);
        RecoveredLock recovered = region.recover().orElseThrow();
        assertThat(region.recover()).isEmpty();
        assertThat(recovered).hasToString("recovered lock of " + key + " (held)");
        recovered.close();
        recovered.close();
        assertThat(recovered).hasToString("recovered lock of " + key + " (released)");
        assertThat(LockWords.of(key)).isEqualTo(LockWords.FREE);
    }

    /** Reaps its child when it is told to; a shell may do so when it likes. */
    private static final String PARENT_OF_A_ZOMBIE =
            "$| = 1; $child = fork; exit 0 if !$child; print \"$child\\n\"; <STDIN>; waitpid $child, 0; exit 0";

    /** It is a zombie first, and then nothing is known of it: dead both times. */
    @Test
    void shouldRecoverFromAHolderThatIsReapedMeanwhile() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Process parent = new ProcessBuilder("perl", "-e", PARENT_OF_A_ZOMBIE).start();
            int dead = Integer.parseInt(parent.inputReader().readLine());
            Eventually.until("it is a zombie", () -> zombie(dead));
            LockWords.forge(key, dead);
            FutureTask<Boolean> recovering = new FutureTask<>(() -> {
                region.recover().orElseThrow().close();
                return true;
            });
            new Thread(recovering, "recoverer").start();
            TimeUnit.MILLISECONDS.sleep(2L * i);
            parent.outputWriter().close();
            assertThat(recovering.get(60, TimeUnit.SECONDS)).isTrue();
            assertThat(parent.waitFor()).isZero();
        }
    }

    private static boolean zombie(int pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldLetExactlyOneOfManyRecoverersWin() throws Exception {
        int dead = deadTid();
        Recoverers.assertThatOneWins(key, ROUNDS, i -> LockWords.forge(key, dead));
    }

    /** Nobody may win while the others' threads run; nobody may win twice. */
    @Test
    void shouldLetAtMostOneOfManyRecoverersWinALockThatNobodySigned() throws Exception {
        ChildJvm recovering = ChildJvm.of(LockChild.class).args(key, "recover");
        try (RunningChild one = recovering.start();
                RunningChild two = recovering.start()) {
            one.awaitLine("ready");
            two.awaitLine("ready");
            for (int i = 0; i < ROUNDS; i++) {
                LockWords.forge(key, 0);
                one.tell("" + i);
                two.tell("" + i);
                int wins = Integer.parseInt(one.awaitLine("won-" + i + " "))
                        + Integer.parseInt(two.awaitLine("won-" + i + " "));
                assertThat(wins).isEqualTo(LockWords.of(key).lock() == 0 ? 1 : 0);
            }
            one.closeInput();
            two.closeInput();
            one.awaitExit().requireSuccess();
            two.awaitExit().requireSuccess();
        }
        LockWords.forge(key, 1, 0);
        Eventually.until("recovered when they are gone", () -> {
            region.recover().ifPresent(RecoveredLock::close);
            return LockWords.of(key).lock() == 0;
        });
    }

    @Test
    void shouldWakeEveryWaiterAfterTheRecovery() throws Exception {
        LockWords.forge(key, deadTid());
        List<FutureTask<Void>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            FutureTask<Void> waiter = new FutureTask<>(() -> {
                region.lock().close();
                return null;
            });
            waiting.add(waiter);
            new Thread(waiter).start();
        }
        long self = ProcessHandle.current().pid();
        Eventually.until("all sleep", () -> FutexSleepers.count(self, Keys.path(key), 0) == 3);
        region.recover().orElseThrow().close();
        for (FutureTask<Void> waiter : waiting) {
            waiter.get(60, TimeUnit.SECONDS);
        }
        assertThat(LockWords.of(key)).isEqualTo(LockWords.FREE);
    }

    /** The tid of a process that has ended just now, which the kernel does not give to another one for long. */
    private static int deadTid() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return Math.toIntExact(process.pid());
    }
}
