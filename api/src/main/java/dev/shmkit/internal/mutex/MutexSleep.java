package dev.shmkit.internal.mutex;

import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.posix.Kernel;

/**
 * A thread's wait for a mutex of either kind: sleeps in futex(2), where glibc would sleep, too. Those that end by themselves make a
 * longer one with what follows, and carry its id for those who look at the thread. A new one begins when the thread was woken,
 * and when the lock did not say any more that somebody sleeps: then it was given back and taken again meanwhile.
 */
public final class MutexSleep {
    /** The time limit of a wait that has none. */
    public static final long FOR_EVER = Long.MAX_VALUE;

    /** How long an interrupted thread may go on sleeping in the kernel, which does not hear Java's interrupts. */
    private static final long INTERRUPT_CHECK_NANOS = 10_000_000;

    /** How long a thread may wait for a lock whose file was truncated meanwhile: nobody can wake it any more. */
    public static final long TRUNCATION_CHECK_NANOS = 1_000_000_000;

    private final MutexMemory memory;
    private final boolean robust;
    private final long atMostNanos;
    private final boolean interruptible;
    private final long startedNanos = System.nanoTime();
    private long id = newId();
    private boolean slept;
    private boolean woken = true;

    /**
     * Begins a wait of the calling thread.
     *
     * @param atMostNanos how long it may last, {@link #FOR_EVER} without a limit
     * @param interruptible whether an interrupt of the thread ends it
     */
    public MutexSleep(MutexMemory memory, boolean robust, long atMostNanos, boolean interruptible) {
        this.memory = memory;
        this.robust = robust;
        this.atMostNanos = atMostNanos;
        this.interruptible = interruptible;
    }

    /** How long a thread that waits may sleep at a time. */
    public static long longestNanos(long leftNanos, boolean interruptible) {
        return Math.min(leftNanos, interruptible ? INTERRUPT_CHECK_NANOS : TRUNCATION_CHECK_NANOS);
    }

    /** No two of a thread are the same, and none is 0. */
    private static long newId() {
        return (System.nanoTime() & Long.MAX_VALUE) | 1;
    }

    /**
     * Sleeps after an attempt in vain, or not at all when another one is worth while.
     *
     * @return 0 to try again, EINTR or ETIMEDOUT when the wait is over
     */
    public int next() {
        // Said before leaving, too: whoever woke this thread woke nobody else.
        int seen = memory.lockWord();
        int word = memory.wordToSleepOn(robust, seen);
        if (interruptible && Thread.interrupted()) {
            return leave(word, Errno.EINTR);
        }
        long leftNanos = atMostNanos - (System.nanoTime() - startedNanos);
        if (leftNanos <= 0) {
            return leave(word, Errno.ETIMEDOUT);
        }
        id = word == seen ? id : newId();
        if (word == MutexWords.NOBODY) {
            woken = true;
        } else {
            sleepOn(word, longestNanos(leftNanos, interruptible));
        }
        return 0;
    }

    /** A lock that is free has no place to say that somebody sleeps: then the waking that came to this thread goes to the next. */
    private int leave(int word, int errno) {
        if (slept && word == MutexWords.NOBODY) {
            memory.wakeOne();
        }
        return errno;
    }

    private void sleepOn(int word, long nanos) {
        long purpose = atMostNanos == FOR_EVER && !interruptible ? Kernel.UNTIL_WOKEN : Kernel.UNTIL_TIME;
        int ended = memory.sleepOn(word, nanos, id, purpose);
        slept = true;
        woken = ended != Errno.ETIMEDOUT && ended != Errno.EFAULT;
        id = woken ? newId() : id;
    }

    /** Whether the thread has slept, and may have been woken instead of others. */
    public boolean slept() {
        return slept;
    }

    /** False when the last sleep ended by itself, or could not begin: then the file may be gone. */
    public boolean woken() {
        return woken;
    }
}
