package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.LockState.State;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.RunningChild;
import dev.shmkit.testing.SelfProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeavesNothingBehind.class)
class LockAcrossProcessesTest {
    private static final int ADDITIONS = 20_000;

    private final String key = Keys.unique("between");
    private final SharedMemory region = SharedMemory.create(key, 64);

    @AfterEach
    void close() {
        region.unlink();
        region.close();
    }

    @Test
    @SuppressWarnings("try")
    void shouldLoseNoUpdateOfThreeProcesses() throws Exception {
        ChildJvm adding = ChildJvm.of(LockChild.class).args(key, "add", Integer.toString(ADDITIONS));
        try (RunningChild first = adding.start();
                RunningChild second = adding.start()) {
            for (int i = 0; i < ADDITIONS; i++) {
                try (ScopedLock lock = region.lock()) {
                    region.putLong(0, region.getLong(0) + 1);
                }
            }
            assertThat(first.awaitExit().requireSuccess()).contains("acquired " + ADDITIONS);
            assertThat(second.awaitExit().requireSuccess()).contains("acquired " + ADDITIONS);
        }
        assertThat(region.getLong(0)).isEqualTo(3L * ADDITIONS);
        assertThat(region.lockState().state()).isEqualTo(State.FREE);
    }

    @Test
    void shouldNameTheMainThreadOfAnotherProcess() throws Exception {
        try (RunningChild child =
                ChildJvm.of(LockChild.class).args(key, "hold in main").start()) {
            long tid = Long.parseLong(child.awaitLine("held by"));
            assertThat(region.lockState())
                    .isEqualTo(heldBy(new LockHolder(child.pid(), tid, "java", "main", SelfProcess.uid())));
            child.tell("release");
            child.tell("end");
            child.awaitExit().requireSuccess();
        }
    }

    @Test
    void shouldNameTheHolderInAnotherProcessAndTakeTheLockWhenItReleases() throws Exception {
        try (RunningChild child = ChildJvm.of(LockChild.class).args(key, "hold").start()) {
            long tid = Long.parseLong(child.awaitLine("held by"));
            assertThat(region.lockState())
                    .isEqualTo(heldBy(new LockHolder(child.pid(), tid, "java", LockChild.THREAD, SelfProcess.uid())));
            assertThat(region.tryLock()).isEmpty();

            FutureTask<Void> waiting = new FutureTask<>(() -> {
                region.lock().close();
                return null;
            });
            new Thread(waiting, "waiter").start();
            Eventually.until("the waiter sleeps", () -> LockWords.of(key).heldWithWaiters());
            child.tell("release");
            waiting.get(60, TimeUnit.SECONDS);
            child.awaitLine("released");
            assertThat(region.lockState().state()).isEqualTo(State.FREE);
            assertThat(region.lockCounters().contentions()).isEqualTo(1);
            child.tell("end");
            child.awaitExit().requireSuccess();
        }
    }

    private static LockState heldBy(LockHolder holder) {
        return new LockState(State.HELD, java.util.Optional.of(holder));
    }

    @Test
    void shouldNameAThreadOfThisProcessByItsJavaName() throws Exception {
        String name = "a Java thread with a name that no kernel would keep";
        FutureTask<LockHolder> holding = new FutureTask<>(() -> {
            ScopedLock lock = region.lock();
            try {
                LockState state = region.lockState();
                assertThat(state.state()).isEqualTo(State.HELD);
                assertThat(state.toString()).startsWith("HELD by ").contains(name);
                Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
                assertThat(state.holder().orElseThrow().tid())
                        .isEqualTo(Long.parseLong(self.getFileName().toString()));
                return state.holder().orElseThrow();
            } finally {
                lock.close();
            }
        });
        new Thread(holding, name).start();
        LockHolder holder = holding.get(60, TimeUnit.SECONDS);
        assertThat(holder.thread()).isEqualTo(name);
        assertThat(holder.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(holder.uid()).isEqualTo(SelfProcess.uid());
        assertThat(holder.process())
                .isEqualTo(Files.readString(Path.of("/proc/self/comm")).strip());
    }

    @Test
    void shouldSeeThatAKilledHolderAbandonedTheLock() throws Exception {
        long tid;
        try (RunningChild child = ChildJvm.of(LockChild.class).args(key, "hold").start()) {
            tid = Long.parseLong(child.awaitLine("held by"));
            assertThat(region.lockState().state()).isEqualTo(State.HELD);
            child.kill();
        }
        assertAbandonedBy(tid);
    }

    @Test
    void shouldSeeThatAKilledHolderAbandonedTheLockBeforeItsParentHasReapedIt() throws Exception {
        // The shell starts the JVM and becomes a program that never waits for its children.
        try (RunningChild parent = ChildJvm.of(LockChild.class)
                .through("sh", "-c", "exec 3<&0; \"$@\" <&3 & exec sleep 600", "sh")
                .args(key, "hold")
                .start()) {
            long tid = Long.parseLong(parent.awaitLine("held by"));
            LockState state = region.lockState();
            assertThat(state.state()).isEqualTo(State.HELD);
            long pid = state.holder().orElseThrow().pid();
            assertThat(pid).isNotEqualTo(parent.pid());
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            Eventually.until("the killed JVM is a zombie", () -> isZombie(pid));
            assertAbandonedBy(tid);
        }
    }

    @Test
    void shouldSeeThatAZombieItselfHoldsNothing() throws Exception {
        try (RunningChild parent = ChildJvm.of(LockChild.class)
                .through("sh", "-c", "sleep 600 & echo zombie $!; exec sleep 600", "sh")
                .start()) {
            int pid = Integer.parseInt(parent.awaitLine("zombie"));
            Path comm = Path.of("/proc/" + pid + "/comm");
            Eventually.until("the shell has become sleep", () -> contentOf(comm).equals("sleep"));
            LockWords.forge(key, pid);
            assertThat(region.lockState().state())
                    .as("a process that does not map the region")
                    .isEqualTo(State.ABANDONED);
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            Eventually.until("it is a zombie", () -> isZombie(pid));
            LockState state = region.lockState();
            assertThat(state.state()).isEqualTo(State.ABANDONED);
            assertThat(state.holder().orElseThrow().process()).isEqualTo("sleep");
            assertThat(state.holder().orElseThrow().pid()).isEqualTo(pid);
            LockWords.forgeFree(key);
        }
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A killed process's threads end one by one: its first thread can be a zombie while the holder still ends. */
    private void assertAbandonedBy(long tid) {
        Eventually.until("the lock is abandoned", () -> region.lockState().state() == State.ABANDONED);
        LockState state = region.lockState();
        assertThat(state.state()).isEqualTo(State.ABANDONED);
        assertThat(state.holder()).map(LockHolder::tid).contains(tid);
        assertThat(region.tryLock()).as("never taken away by itself").isEmpty();
        assertThat(region.tryLock(Duration.ofMillis(30))).isEmpty();
        assertThat(LockWords.of(key).owner()).isEqualTo((int) tid);
    }
}
