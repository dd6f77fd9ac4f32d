package dev.shmkit.internal.posix;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.shmkit.internal.errno.ErrnoException;

/** System calls that glibc has no function for: futex(2), membarrier(2) and perf_event_open(2), and this thread's kernel id. */
public final class Kernel {
    /** The numbers of calls. Apart from them, because who reads them in {@code /proc} need not register for membarrier(2). */
    public static final class Call {
        public static final long FUTEX = Platform.ARM ? 98 : 202;
        public static final long RESTART = Platform.ARM ? 128 : 219;
        static final long MEMBARRIER = Platform.ARM ? 283 : 324;
        static final long PERF_EVENT_OPEN = Platform.ARM ? 241 : 298;
        static final long IOCTL = Platform.ARM ? 29 : 16;

        private Call() {}
    }

    // Without FUTEX_PRIVATE_FLAG: the word is known by its file, so that other processes are woken.
    private static final int FUTEX_WAIT = 0;
    private static final int FUTEX_WAKE = 1;
    private static final int MEMBARRIER_PRIVATE_EXPEDITED = 1 << 3;
    private static final int MEMBARRIER_REGISTER_PRIVATE_EXPEDITED = 1 << 4;
    static final int TIMESPEC_BYTES = 16;
    static final int TIMESPEC_NANOS_OFFSET = 8;
    static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static final ThreadLocal<Memory> TIMESPEC = ThreadLocal.withInitial(() -> new Memory(TIMESPEC_BYTES));
    private static final boolean BARRIER_WORKS = membarrier(MEMBARRIER_REGISTER_PRIVATE_EXPEDITED);

    private Kernel() {}

    /** The calling thread's kernel id, what glibc writes into a mutex's owner word. */
    public static int threadId() {
        return LibC.gettid();
    }

    /** Wakes threads, of any process, that sleep on a 32-bit word of shared memory. */
    public static void wake(long wordAddress, int most) {
        LibC.syscall(Call.FUTEX, wordAddress, FUTEX_WAKE, most, Pointer.NULL, 0, 0);
    }

    /** In the sixth register of a sleep that is repeated until it is woken: "shmkwait". No futex wait uses that register. */
    public static final long UNTIL_WOKEN = 0x73686d6b77616974L;

    /** The same of one that is repeated until a time limit: "shmktime". */
    public static final long UNTIL_TIME = 0x73686d6b74696d65L;

    /**
     * Sleeps until woken, until the time is over on the monotonic clock, or not at all when the word is not what is expected.
     * Safe on a page that is gone: the kernel reads the word, and says EFAULT.
     *
     * @return 0 when woken, else why not: EAGAIN for another word, EINTR, ETIMEDOUT, EFAULT
     */
    public static int sleepOn(long wordAddress, int expected, long atMostNanos) {
        return sleepOn(wordAddress, expected, atMostNanos, 0, 0);
    }

    /**
     * The same as one of several sleeps that make a longer one. {@code /proc/<tid>/syscall} shows others which one, in two
     * registers that the kernel leaves alone in this call.
     *
     * @param id the same for all of them
     * @param purpose {@link #UNTIL_WOKEN} or {@link #UNTIL_TIME}
     */
    public static int sleepOn(long wordAddress, int expected, long atMostNanos, long id, long purpose) {
        Memory timespec = TIMESPEC.get();
        timespec.setLong(0, atMostNanos / NANOS_PER_SECOND);
        timespec.setLong(TIMESPEC_NANOS_OFFSET, atMostNanos % NANOS_PER_SECOND);
        long result = LibC.syscall(Call.FUTEX, wordAddress, FUTEX_WAIT, expected, timespec, id, purpose);
        return result == 0 ? 0 : Native.getLastError();
    }

    /**
     * Makes every running thread of this process pass a full memory barrier, see membarrier(2): what it stored before is
     * visible to the caller afterwards, and what it loads afterwards was not read before.
     *
     * @return false where the kernel does not offer it
     */
    public static boolean barrierOnAllThreads() {
        return BARRIER_WORKS && membarrier(MEMBARRIER_PRIVATE_EXPEDITED);
    }

    private static boolean membarrier(int command) {
        return LibC.syscall(Call.MEMBARRIER, command, 0, 0, Pointer.NULL, 0, 0) == 0;
    }

    /** The part of struct perf_event_attr that it had in its second version, the first with breakpoints that have a length. */
    private static final class PerfEvent {
        static final int BYTES = 72;
        static final int TYPE_OFFSET = 0;
        static final int SIZE_OFFSET = 4;
        static final int SAMPLE_PERIOD_OFFSET = 16;
        static final int FLAGS_OFFSET = 40;
        static final int BREAKPOINT_TYPE_OFFSET = 52;
        static final int BREAKPOINT_ADDRESS_OFFSET = 56;
        static final int BREAKPOINT_LENGTH_OFFSET = 64;

        static final int TYPE_BREAKPOINT = 5;
        static final int BREAKPOINT_WRITE = 2;
        static final long DISABLED = 1;
        static final long PINNED = 1 << 2;
        static final long EXCLUDE_KERNEL = 1 << 5;
        static final long EXCLUDE_HYPERVISOR = 1 << 6;

        static final int ANY_CPU = -1;
        static final Pointer NO_GROUP = new Pointer(-1);
        static final long FD_CLOEXEC = 1 << 3;
        static final long IOC_REFRESH = 0x2402;

        private PerfEvent() {}
    }

    /**
     * Has the CPU's debug registers notice when a thread, of any process, writes to a word of its memory.
     *
     * @param wordAddress of 4 bytes, in the thread's own process
     * @return what reads as a long: 0 until the first write, which ends the notice
     * @throws ErrnoException EACCES or EPERM when it is not permitted; ESRCH when the thread is gone; ENOSPC when its debug
     *     registers are in use; others where the machine has none
     */
    public static Descriptor firstWrite(long tid, long wordAddress) throws ErrnoException {
        try (Memory event = new Memory(PerfEvent.BYTES)) {
            event.clear();
            event.setInt(PerfEvent.TYPE_OFFSET, PerfEvent.TYPE_BREAKPOINT);
            event.setInt(PerfEvent.SIZE_OFFSET, PerfEvent.BYTES);
            event.setLong(PerfEvent.SAMPLE_PERIOD_OFFSET, 1);
            event.setLong(
                    PerfEvent.FLAGS_OFFSET,
                    PerfEvent.DISABLED | PerfEvent.PINNED | PerfEvent.EXCLUDE_KERNEL | PerfEvent.EXCLUDE_HYPERVISOR);
            event.setInt(PerfEvent.BREAKPOINT_TYPE_OFFSET, PerfEvent.BREAKPOINT_WRITE);
            event.setLong(PerfEvent.BREAKPOINT_ADDRESS_OFFSET, wordAddress);
            event.setLong(PerfEvent.BREAKPOINT_LENGTH_OFFSET, Integer.BYTES);
            long fd = LibC.syscall(
                    Call.PERF_EVENT_OPEN,
                    Pointer.nativeValue(event),
                    tid,
                    PerfEvent.ANY_CPU,
                    PerfEvent.NO_GROUP,
                    PerfEvent.FD_CLOEXEC,
                    0);
            if (fd < 0) {
                throw LibC.failure();
            }
            return enabledOnce(new Descriptor((int) fd));
        }
    }

    /**
     * Tries {@link #firstWrite} on the calling thread: it may not be permitted, and there are virtual machines that take a breakpoint
     * and never tell when it was met.
     */
    public static boolean noticesWrites() {
        try (Memory word = new Memory(Long.BYTES);
                Descriptor event = firstWrite(threadId(), Pointer.nativeValue(word))) {
            boolean none = event.readLong() == 0;
            word.setInt(0, 1);
            return none && event.readLong() > 0;
        } catch (ErrnoException e) {
            return false;
        }
    }

    /** It disables itself when it has happened: a thread that writes on and on is held up once. */
    private static Descriptor enabledOnce(Descriptor event) throws ErrnoException {
        if (LibC.syscall(Call.IOCTL, event.number(), PerfEvent.IOC_REFRESH, 1, Pointer.NULL, 0, 0) != 0) {
            ErrnoException failure = LibC.failure();
            event.close();
            throw failure;
        }
        return event;
    }
}
