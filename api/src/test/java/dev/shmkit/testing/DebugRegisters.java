package dev.shmkit.testing;

import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.host.WriteWatch;
import dev.shmkit.internal.posix.Kernel;
import dev.shmkit.internal.proc.Processes;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/** The CPU's debug registers, which not everybody may use: see perf_event_open(2). */
public final class DebugRegisters {
    private static final int EPERM = 1;
    private static final int EACCES = 13;
    private static final int ENOSYS = 38;

    private DebugRegisters() {}

    /** Skips the test where this process may watch no thread, not even one of its own, or the machine takes a watch and tells nothing. */
    public static void assumePermitted() {
        Assumptions.assumeFalse(Processes.callsFiltered(), "system calls are filtered here");
        Assumptions.assumeFalse(Processes.outerInvisible(), "there may be threads outside of this container");
        try {
            // Any address will do: nothing is written there.
            Kernel.firstWrite(Kernel.threadId(), Long.BYTES).close();
        } catch (ErrnoException e) {
            boolean forbidden = Set.of(EPERM, EACCES, ENOSYS).contains(e.errno());
            Assumptions.assumeFalse(forbidden, "perf_event_open(2) is not permitted here");
            throw new AssertionError("perf_event_open(2) failed with " + e.errno(), e);
        }
        Assumptions.assumeTrue(WriteWatch.works(), "this machine takes breakpoints and tells of none");
    }
}
