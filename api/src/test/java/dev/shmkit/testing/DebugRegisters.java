package dev.shmkit.testing;

import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.host.WriteWatch;
import dev.shmkit.internal.posix.Kernel;
import org.junit.jupiter.api.Assumptions;

/** The CPU's debug registers, which not everybody may use: see perf_event_open(2). */
public final class DebugRegisters {
    private DebugRegisters() {}

    /** Skips the test where the kernel lets this process watch no thread, not even one of its own. */
    public static void assumePermitted() {
        try {
            // Any address will do: nothing is written there.
            WriteWatch.begin(Kernel.threadId(), Long.BYTES).close();
        } catch (ErrnoException e) {
            Assumptions.abort("perf_event_open(2) is not permitted here: " + e.getMessage());
        }
    }
}
