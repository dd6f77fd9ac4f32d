package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.RecoveredLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.host.Deadlock;
import dev.shmkit.host.HostRegions;
import dev.shmkit.host.RegionSnapshot.Creator;
import dev.shmkit.host.RegionSnapshot.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Holders in a pid namespace below ours, as in a container: the id that they sign with is somebody else's here. Only root can make one. */
class InnerNamespaceTest {
    private static final int ROOT = 0;

    @RegisterExtension
    final Peers peers = new Peers();

    private final String key = peers.key();

    @BeforeEach
    void needsRoot() throws IOException {
        assumeTrue(Host.uid() == ROOT, "only root can make a pid namespace");
    }

    /** Process 4 there, or near: a thread of the kernel here. */
    private Child holder() {
        return inNamespace(2, "hold", key);
    }

    /** A peer in a namespace of its own, where some processes were before it. */
    private Child inNamespace(int before, String... peer) {
        List<String> command = new ArrayList<>(List.of(CPeer.executable().toString()));
        command.addAll(List.of(peer));
        return inNamespace(before, command);
    }

    private Child inNamespace(int before, List<String> program) {
        List<String> command = new ArrayList<>(List.of("unshare", "--pid", "--fork", "--kill-child", "sh", "-c"));
        command.add("/bin/true; ".repeat(before) + "\"$0\" \"$@\"; exit $?");
        command.addAll(program);
        return peers.start(command);
    }

    @Test
    void shouldKnowACreatorByItsIdThere() {
        Child creator = inNamespace(2, Peers.jvmCommand(LivingCreator.class, key));
        long innerPid = creator.number("created");
        assertThat(HostRegions.look(key)).satisfies(region -> {
            assertThat(region.summary().creatorPid()).isEqualTo(innerPid).isNotEqualTo(pidOfHolder(creator));
            assertThat(region.creator()).isEqualTo(Creator.ALIVE);
            assertThat(region.usage()).isIn(Usage.UNMAPPED, Usage.HIDDEN);
        });
        creator.enter();
        creator.exitsWith(0);
        assertThat(HostRegions.look(key)).satisfies(region -> {
            assertThat(region.creator()).isEqualTo(Creator.GONE);
            assertThat(region.usage()).isIn(Usage.ORPHAN, Usage.POSSIBLE_ORPHAN);
        });
        SharedMemory.unlink(key);
    }

    @Test
    void shouldFindADeadlockOfThreadsInNamespacesBelow() {
        String second = peers.key();
        try (SharedMemory one = SharedMemory.create(key, 64);
                SharedMemory other = SharedMemory.create(second, 64)) {
            List<Child> children = List.of(inNamespace(2, "chain", key, second), inNamespace(5, "chain", second, key));
            children.forEach(child -> child.number("held"));
            children.forEach(Child::enter);
            Host.await(
                    "a deadlock is found",
                    () -> HostRegions.findDeadlocks().stream().anyMatch(this::hasKey));
            List<Long> pids =
                    children.stream().map(InnerNamespaceTest::pidOfHolder).toList();
            assertThat(HostRegions.findDeadlocks())
                    .filteredOn(this::hasKey)
                    .singleElement()
                    .satisfies(deadlock -> assertThat(deadlock.waits())
                            .extracting(wait -> wait.holder().pid())
                            .containsExactlyInAnyOrderElementsOf(pids));
            children.forEach(Child::die);
            one.unlink();
            other.unlink();
        }
    }

    private boolean hasKey(Deadlock deadlock) {
        return deadlock.waits().stream().anyMatch(wait -> wait.region().key().equals(key));
    }

    @Test
    void shouldNameNobodyWhenThreadsOfTwoNamespacesMayBeMeant() {
        String second = peers.key();
        try (SharedMemory region = SharedMemory.create(key, 64);
                SharedMemory other = SharedMemory.create(second, 64)) {
            Child holder = holder();
            holder.number("held");
            assertThat(region.lockState().holder()).isPresent();
            // Has the same id in its namespace, and maps both.
            Child mapper = inNamespace(2, "chain", second, key);
            mapper.number("held");
            assertThat(region.lockState()).isEqualTo(LockState.of(State.HELD));
            assertThat(region.recover()).isEmpty();
            holder.enter();
            holder.exitsWith(0);
            mapper.enter();
            mapper.exitsWith(0);
            region.unlink();
            other.unlink();
        }
    }

    /** Unshare's child is the shell, and its child holds the lock. */
    private static long pidOfHolder(Child unshare) {
        List<ProcessHandle> below =
                ProcessHandle.of(unshare.pid()).orElseThrow().descendants().toList();
        assertThat(below).hasSize(2);
        return below.get(1).pid();
    }

    @Test
    void shouldNameTheHolderByItsIdHereAndNeverRecoverFromIt() {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            Child holder = holder();
            long innerTid = holder.number("held");
            long pid = pidOfHolder(holder);
            assertThat(innerTid).isBetween(2L, 9L).isNotEqualTo(pid);
            LockHolder expected = new LockHolder(pid, pid, "peer", "peer", ROOT);
            assertThat(region.lockState().state()).isEqualTo(State.HELD);
            assertThat(region.lockState().holder()).contains(expected);
            assertThat(HostRegions.snapshot().regions())
                    .filteredOn(seen -> seen.key().equals(key))
                    .singleElement()
                    .satisfies(seen ->
                            assertThat(seen.summary().lockState().holder()).contains(expected));
            for (int i = 0; i < 20; i++) {
                assertThat(region.recover()).isEmpty();
            }
            holder.enter();
            holder.exitsWith(0);
            assertThat(region.lockState().state()).isEqualTo(State.FREE);
            region.unlink();
        }
    }

    @Test
    @SuppressWarnings("try") // The lock is used by being held.
    void shouldRecoverFromOneThatIsGone() {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            Child holder = holder();
            holder.number("held");
            assertThat(region.lockState().state()).isEqualTo(State.HELD);
            // Not unshare: the holder's input would end with it, and the holder might give the lock back before it
            // died, too.
            ProcessHandle.of(pidOfHolder(holder)).orElseThrow().destroyForcibly();
            holder.exitsWith(Child.KILLED);
            assertThat(region.lockState().state()).isEqualTo(State.ABANDONED);
            try (RecoveredLock recovered = region.recover().orElseThrow()) {
                assertThat(region.lockState().holder().orElseThrow().pid())
                        .isEqualTo(ProcessHandle.current().pid());
            }
            region.unlink();
        }
    }
}
