package dev.shmkit.internal.host;

import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.posix.Descriptor;
import dev.shmkit.internal.posix.Kernel;
import dev.shmkit.internal.proc.Processes;

/**
 * Whether one thread, of any process, has written to a word of its memory, which the CPU's debug registers notice; see
 * perf_event_open(2), PERF_TYPE_BREAKPOINT. What the thread computes meanwhile is not slower for it. It is held up for some
 * microseconds when the watch begins and ends, a little each time that it gets another processor, and for some dozen by the first
 * write, after which nothing is noticed any more.
 *
 * <p>The kernel lets whoever may read the process's memory maps, where {@code /proc/sys/kernel/perf_event_paranoid} is at most 2 or
 * the caller has CAP_PERFMON. There are few such registers for a thread, four on x86-64, and debuggers use them, too.
 *
 * <p>Thread-safe; whoever begins it closes it.
 */
public final class WriteWatch implements AutoCloseable {
    private final Descriptor event;

    private WriteWatch(Descriptor event) {
        this.event = event;
    }

    /** Found out when it is asked for. */
    private static final class SelfCheck {
        // A filter of system calls may answer with a signal that ends the JVM.
        static final boolean PASSED = !Processes.callsFiltered() && Kernel.noticesWrites();

        private SelfCheck() {}
    }

    /** True where this JVM may watch, and watches tell what happens, as one over itself has shown. */
    public static boolean works() {
        return SelfCheck.PASSED;
    }

    /**
     * Begins to watch. Only where it {@link #works}.
     *
     * @param tid the thread
     * @param wordAddress of 4 bytes, in the thread's own process
     * @throws ErrnoException when nobody can tell of this thread, see {@link Kernel#firstWrite}
     */
    public static WriteWatch begin(long tid, long wordAddress) throws ErrnoException {
        return new WriteWatch(Kernel.firstWrite(tid, wordAddress));
    }

    /** True when the thread has surely not written since the watch began. */
    public boolean untouched() {
        return writes() == 0;
    }

    /** How many writes were noticed: hardly more than the first. −1 when that cannot be told. */
    long writes() {
        try {
            return event.readLong();
        } catch (ErrnoException e) {
            return -1;
        }
    }

    @Override
    public void close() {
        event.close();
    }
}
