package dev.shmkit.internal.host;

import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.posix.Descriptor;
import dev.shmkit.internal.posix.Kernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Whether one thread, of any process, has written to a word of its memory, which the CPU's debug registers notice; see
 * perf_event_open(2), PERF_TYPE_BREAKPOINT. What they do not notice costs the thread nothing; the first write costs it some dozen
 * microseconds, and ends the watch.
 *
 * <p>The kernel lets whoever may read the process's memory maps, where {@code /proc/sys/kernel/perf_event_paranoid} is at most 2 or
 * the caller has CAP_PERFMON; Docker forbids the call unless told otherwise. A CPU has four such registers for each thread.
 *
 * <p>Thread-safe; whoever begins it closes it.
 */
public final class WriteWatch implements AutoCloseable {
    private final Descriptor event;

    private WriteWatch(Descriptor event) {
        this.event = event;
    }

    /**
     * Begins to watch.
     *
     * @param tid the thread
     * @param wordAddress of 4 bytes, in the thread's own process
     * @throws ErrnoException when nobody can tell, see {@link Kernel#firstWrite}
     */
    public static WriteWatch begin(long tid, long wordAddress) throws ErrnoException {
        return new WriteWatch(Kernel.firstWrite(tid, wordAddress));
    }

    /** True when the thread has surely not written since the watch began. */
    public boolean untouched() {
        ByteBuffer writes = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());
        try {
            return event.read(writes) == Long.BYTES && writes.getLong(0) == 0;
        } catch (ErrnoException e) {
            return false;
        }
    }

    @Override
    public void close() {
        event.close();
    }
}
