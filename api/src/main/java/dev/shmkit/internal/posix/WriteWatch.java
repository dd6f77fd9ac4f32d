package dev.shmkit.internal.posix;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.shmkit.internal.errno.ErrnoException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Whether one thread, of any process, has written to a word of its memory, which the CPU's debug registers notice; see
 * perf_event_open(2), PERF_TYPE_BREAKPOINT. What they do not notice costs the thread nothing; the first write costs it some
 * microseconds, and ends the watch.
 *
 * <p>The kernel lets whoever may read the process's memory maps, where {@code /proc/sys/kernel/perf_event_paranoid} is at most 2 or
 * the caller has CAP_PERFMON; containers mostly forbid the call. A CPU has four such registers for each thread.
 *
 * <p>Thread-safe; whoever begins it closes it.
 */
public final class WriteWatch implements AutoCloseable {
    // struct perf_event_attr, in its second version, which is the first that has bp_len.
    private static final int ATTRIBUTES_BYTES = 72;
    private static final int TYPE_OFFSET = 0;
    private static final int SIZE_OFFSET = 4;
    private static final int SAMPLE_PERIOD_OFFSET = 16;
    private static final int FLAGS_OFFSET = 40;
    private static final int BREAKPOINT_TYPE_OFFSET = 52;
    private static final int BREAKPOINT_ADDRESS_OFFSET = 56;
    private static final int BREAKPOINT_LENGTH_OFFSET = 64;

    private static final int PERF_TYPE_BREAKPOINT = 5;
    private static final int HW_BREAKPOINT_W = 2;
    private static final long DISABLED = 1;
    private static final long PINNED = 1 << 2;
    private static final long EXCLUDE_KERNEL = 1 << 5;
    private static final long EXCLUDE_HYPERVISOR = 1 << 6;
    private static final long PERF_FLAG_FD_CLOEXEC = 1 << 3;
    private static final long PERF_EVENT_IOC_REFRESH = 0x2402;
    private static final int ANY_CPU = -1;
    private static final Pointer NO_GROUP = new Pointer(-1);

    private final Descriptor descriptor;

    private WriteWatch(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Begins to watch.
     *
     * @param tid the thread
     * @param wordAddress of 4 bytes, in the thread's own process
     * @throws ErrnoException EACCES or EPERM when it is not permitted; ESRCH when the thread is gone; ENOSPC when its debug
     *     registers are in use; others where the machine has none
     */
    public static WriteWatch begin(long tid, long wordAddress) throws ErrnoException {
        try (Memory attributes = new Memory(ATTRIBUTES_BYTES)) {
            attributes.clear();
            attributes.setInt(TYPE_OFFSET, PERF_TYPE_BREAKPOINT);
            attributes.setInt(SIZE_OFFSET, ATTRIBUTES_BYTES);
            attributes.setLong(SAMPLE_PERIOD_OFFSET, 1);
            attributes.setLong(FLAGS_OFFSET, DISABLED | PINNED | EXCLUDE_KERNEL | EXCLUDE_HYPERVISOR);
            attributes.setInt(BREAKPOINT_TYPE_OFFSET, HW_BREAKPOINT_W);
            attributes.setLong(BREAKPOINT_ADDRESS_OFFSET, wordAddress);
            attributes.setLong(BREAKPOINT_LENGTH_OFFSET, Integer.BYTES);
            long fd = LibC.syscall(
                    Kernel.Call.PERF_EVENT_OPEN,
                    Pointer.nativeValue(attributes),
                    tid,
                    ANY_CPU,
                    NO_GROUP,
                    PERF_FLAG_FD_CLOEXEC,
                    0);
            if (fd < 0) {
                throw LibC.failure();
            }
            return started(new Descriptor((int) fd));
        }
    }

    /** Until the first write, of which it is disabled: a thread that writes on and on is held up once. */
    private static WriteWatch started(Descriptor event) throws ErrnoException {
        if (LibC.syscall(Kernel.Call.IOCTL, event.number(), PERF_EVENT_IOC_REFRESH, 1, Pointer.NULL, 0, 0) != 0) {
            ErrnoException failure = LibC.failure();
            event.close();
            throw failure;
        }
        return new WriteWatch(event);
    }

    /** True when the thread has surely not written since the watch began. */
    public boolean untouched() {
        ByteBuffer count = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());
        try {
            return descriptor.read(count) == Long.BYTES && count.getLong(0) == 0;
        } catch (ErrnoException e) {
            return false;
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
