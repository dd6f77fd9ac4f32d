package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState.State;
import dev.shmkit.RecoveredLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.host.HostRegions;
import java.io.IOException;
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
        return peers.start(List.of(
                "unshare",
                "--pid",
                "--fork",
                "--kill-child",
                "sh",
                "-c",
                "/bin/true; /bin/true; \"$0\" hold \"$1\"; exit $?",
                CPeer.executable().toString(),
                key));
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
