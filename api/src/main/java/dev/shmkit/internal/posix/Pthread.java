package dev.shmkit.internal.posix;

import com.sun.jna.Memory;
import dev.shmkit.internal.errno.ErrnoException;

/**
 * glibc's mutex functions on an address inside a mapping. Results are error numbers, 0 for success, as pthread gives them:
 * see pthread_mutex_lock(3p), pthread_mutex_clocklock(3).
 */
public final class Pthread {
    private static final int TYPE_ERRORCHECK = 2;
    private static final int PROCESS_SHARED = 1;
    private static final int CLOCK_MONOTONIC = 1;
    private static final int ATTRIBUTE_BYTES = 16;
    private static final int ROBUST = 1;
    private static final Memory PLAIN_ATTRIBUTES = sharedErrorCheck(false);
    private static final Memory ROBUST_ATTRIBUTES = sharedErrorCheck(true);
    private static final ThreadLocal<Memory> DEADLINE =
            ThreadLocal.withInitial(() -> new Memory(Kernel.TIMESPEC_BYTES));

    private Pthread() {}

    private static Memory sharedErrorCheck(boolean robust) {
        Memory attributes = new Memory(ATTRIBUTE_BYTES);
        LibC.pthread_mutexattr_init(attributes);
        LibC.pthread_mutexattr_settype(attributes, TYPE_ERRORCHECK);
        LibC.pthread_mutexattr_setpshared(attributes, PROCESS_SHARED);
        if (robust) {
            LibC.pthread_mutexattr_setrobust(attributes, ROBUST);
        }
        return attributes;
    }

    /** Makes a free mutex of kind ERRORCHECK and PSHARED, GEOPM's choice, or of its robust variant. */
    public static void init(long mutex, boolean robust) throws ErrnoException {
        int errno = LibC.pthread_mutex_init(mutex, robust ? ROBUST_ATTRIBUTES : PLAIN_ATTRIBUTES);
        if (errno != 0) {
            throw new ErrnoException(errno);
        }
    }

    public static int lock(long mutex) {
        return LibC.pthread_mutex_lock(mutex);
    }

    public static int tryLock(long mutex) {
        return LibC.pthread_mutex_trylock(mutex);
    }

    /** Waits on the monotonic clock, so that nobody's clock change shortens or stretches the wait. */
    public static int lock(long mutex, long atMostNanos) {
        Memory deadline = DEADLINE.get();
        LibC.clock_gettime(CLOCK_MONOTONIC, deadline);
        long nanos = deadline.getLong(Kernel.TIMESPEC_NANOS_OFFSET) + atMostNanos % Kernel.NANOS_PER_SECOND;
        long seconds = deadline.getLong(0) + atMostNanos / Kernel.NANOS_PER_SECOND;
        deadline.setLong(0, seconds + nanos / Kernel.NANOS_PER_SECOND);
        deadline.setLong(Kernel.TIMESPEC_NANOS_OFFSET, nanos % Kernel.NANOS_PER_SECOND);
        return LibC.pthread_mutex_clocklock(mutex, CLOCK_MONOTONIC, deadline);
    }

    public static int unlock(long mutex) {
        return LibC.pthread_mutex_unlock(mutex);
    }

    /** Declares a robust mutex's data repaired, after EOWNERDEAD and before unlocking. */
    public static int consistent(long mutex) {
        return LibC.pthread_mutex_consistent(mutex);
    }

    /**
     * Makes quick the two calls that each use of a robust lock consists of, where this system permits it, and unless {@code
     * -Dshmkit.calls=jna} forbids it. Takes a moment when called first, which programs without robust locks are spared.
     *
     * @return whether they are quick
     */
    public static boolean quicken() {
        return Quick.CALLS;
    }

    private static final class Quick {
        static final boolean CALLS = !System.getProperty("shmkit.calls", "").equals("jna")
                && ShortCalls.bind(LibC.class, "pthread_mutex_trylock", "pthread_mutex_unlock");
    }
}
