package dev.shmkit.internal.mutex;

import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.posix.Kernel;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The words of a mutex in memory: those of the non-robust kind changed exactly as glibc's {@code pthread_mutex_lock} and
 * {@code pthread_mutex_unlock} change them for kind ERRORCHECK|PSHARED (nptl/pthread_mutex_lock.c), those of the robust kind
 * only where glibc or the kernel left them behind. See {@link MutexWords} for the layout.
 */
public final class MutexMemory {
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int FREE = 0;
    private static final int HELD = 1;
    private static final int HELD_WITH_WAITERS = 2;
    private static final int ONE_USER = 1;
    /** The owner word and the count of users behind it, as one long of a little-endian machine: one read and one store sign. */
    private static final long ONE_USER_OF_BOTH = 1L << Integer.SIZE;

    private static final long USERS_MASK = -1L << Integer.SIZE;

    private final ByteBuffer header;
    private final long address;

    /**
     * Works on a header.
     *
     * @param header a view that begins with the mutex
     * @param address where that view is in memory
     */
    public MutexMemory(ByteBuffer header, long address) {
        this.header = header;
        this.address = address;
    }

    public MutexWords words() {
        return MutexWords.read(header);
    }

    /**
     * Copies the words to an array. Its kind word is 0 when the page is gone because another process truncated the file:
     * HotSpot then leaves a bulk copy out, and raises its error some time later. A plain read would not tell, as what its
     * register held before may look like a mutex.
     */
    public void copy(byte[] words) {
        MutexWords.forgetKind(words);
        header.get(0, words);
    }

    /** Copies the words one by one, which is quicker, and says nothing sure of a page that is gone. */
    public void read(byte[] words) {
        MutexWords.write(words, words());
    }

    /**
     * Takes the lock if it is free, signing with a tid. The look at the kind comes before the compare-and-set as in
     * {@link #replaceLock}.
     *
     * @return 0, EBUSY when somebody holds it, EINVAL when no mutex is there any more
     */
    public int take(int tid) {
        if (!isMutex()) {
            return notThere();
        }
        return readsAreGuarded(new byte[1]) && INT.compareAndSet(header, MutexWords.LOCK_OFFSET, FREE, HELD)
                ? sign(tid)
                : Errno.EBUSY;
    }

    /** Whether a mutex of either kind is there, not zeros in the place of a page that is gone. */
    public boolean isThere() {
        return MutexWords.initialised(header.getInt(MutexWords.KIND_OFFSET));
    }

    private boolean isMutex() {
        return (int) INT.get(header, MutexWords.KIND_OFFSET) == MutexWords.KIND_ERRORCHECK_PSHARED;
    }

    /** Whether an attempt to take it is worth while: a look disturbs the holder less than a compare-and-set does. */
    public boolean seemsFree() {
        return (int) INT.getVolatile(header, MutexWords.LOCK_OFFSET) == FREE;
    }

    /**
     * Replaces the lock word if it is what is expected. Reads it first: on a page that is gone, an interpreted compare-and-set
     * would kill the JVM; see {@link #readsAreGuarded}.
     */
    private boolean replaceLock(int expected, int value) {
        return (int) INT.getVolatile(header, MutexWords.LOCK_OFFSET) == expected
                && readsAreGuarded(new byte[1])
                && INT.compareAndSet(header, MutexWords.LOCK_OFFSET, expected, value);
    }

    /** EINVAL; interpreted code raises the error of the read that made it seem so first, compiled code may at the caller's next call. */
    private static int notThere() {
        return readsAreGuarded(new byte[1]) ? Errno.EINVAL : Errno.EBUSY;
    }

    /**
     * Signs what was just taken. EINVAL when it was no mutex: an interpreted compare-and-set on a page that goes just then finds
     * zeros, which a thread can take as well, see docs/DESIGN.md.
     */
    private int sign(int tid) {
        long ownerAndUsers = (long) LONG.get(header, MutexWords.OWNER_OFFSET);
        LONG.set(header, MutexWords.OWNER_OFFSET, ((ownerAndUsers >>> Integer.SIZE) + ONE_USER) << Integer.SIZE | tid);
        return isMutex() ? 0 : notThere();
    }

    /**
     * As {@link #take}, by a thread that is going to sleep on the lock or has slept on it. It says there that somebody may be
     * asleep, as others may be beside it: glibc waits like that (nptl/lowlevellock.c).
     */
    public boolean takeAsSleeper(int tid) {
        return isMutex() && replaceLock(FREE, HELD_WITH_WAITERS) && sign(tid) == 0;
    }

    /**
     * Sleeps until the lock is given back, at most for some time, or not at all when its word is another by now.
     *
     * @param word what {@link #wordToSleepOn} gave
     * @param id of the longer sleep that this one is a part of
     * @param purpose what ends that one, see {@link Kernel}
     * @return futex(2)'s error number, 0 when woken
     */
    public int sleepOn(int word, long atMostNanos, long id, long purpose) {
        return Kernel.sleepOn(address + MutexWords.LOCK_OFFSET, word, atMostNanos, id, purpose);
    }

    /** The lock word of either kind, as it is or was a moment ago. */
    public int lockWord() {
        return (int) INT.getVolatile(header, MutexWords.LOCK_OFFSET);
    }

    /**
     * Says of a mutex of either kind that somebody may be asleep, if a living thread holds it.
     *
     * @param seen its lock word
     * @return the word to sleep on, or {@link MutexWords#NOBODY} when it is worth while to try to take it
     */
    public int wordToSleepOn(boolean robust, int seen) {
        if (robust ? MutexWords.robustWordIsFree(seen) : seen == FREE) {
            return MutexWords.NOBODY;
        }
        int announced = robust ? seen | MutexWords.ROBUST_WAITERS : HELD_WITH_WAITERS;
        return seen == announced || replaceLock(seen, announced) ? announced : MutexWords.NOBODY;
    }

    /** Says of a mutex of either kind, which a thread just took after a sleep, that others may sleep: glibc does so as it takes it. */
    public void announceOthers(boolean robust, int tid) {
        if (robust) {
            replaceLock(tid, tid | MutexWords.ROBUST_WAITERS);
        } else {
            replaceLock(HELD, HELD_WITH_WAITERS);
        }
    }

    /**
     * True. What counts is the caller's new array: JDK 17's interpreter raises the error of a faulting read only when it calls
     * into the VM next, which a new array makes it do. Compiled code makes no array, and guards compare-and-set as well.
     */
    private static boolean readsAreGuarded(byte[] array) {
        return array.length == 1;
    }

    /** Gives the lock back and wakes one waiter if there may be one. False, changing nothing, when a tid does not hold it. */
    public boolean release(int tid) {
        long ownerAndUsers = (long) LONG.get(header, MutexWords.OWNER_OFFSET);
        if ((int) ownerAndUsers != tid
                || (int) INT.get(header, MutexWords.LOCK_OFFSET) == FREE
                || !readsAreGuarded(new byte[1])) {
            return false;
        }
        LONG.set(header, MutexWords.OWNER_OFFSET, (ownerAndUsers & USERS_MASK) - ONE_USER_OF_BOTH);
        if ((int) INT.getAndSet(header, MutexWords.LOCK_OFFSET, FREE) == HELD_WITH_WAITERS) {
            wakeOne();
        }
        return true;
    }

    /**
     * Takes a thread's sign off a robust mutex that can never be held again: glibc's pthread_mutex_trylock leaves it there when
     * it says ENOTRECOVERABLE (nptl/pthread_mutex_trylock.c), and others would wait for that thread for ever.
     */
    public void strikeOut(int tid) {
        if (!replaceLock(tid, FREE) && replaceLock(tid | MutexWords.ROBUST_WAITERS, FREE)) {
            wakeOne();
        }
    }

    /**
     * Marks a robust mutex whose holder is dead, as the kernel does when a holder dies that still maps it (kernel/futex/core.c,
     * handle_futex_death). Whoever takes it next, in whatever process, is told so by glibc.
     */
    public void markOwnerDied(int deadTid) {
        if (!replaceLock(deadTid, MutexWords.ROBUST_OWNER_DIED)
                && replaceLock(
                        deadTid | MutexWords.ROBUST_WAITERS,
                        MutexWords.ROBUST_OWNER_DIED | MutexWords.ROBUST_WAITERS)) {
            wakeOne();
        }
    }

    /** Has one sleeping waiter look at the lock again, which never does harm. */
    public void wakeOne() {
        Kernel.wake(address + MutexWords.LOCK_OFFSET, 1);
    }

    /** True when a thread of that kernel id holds it, of either kind. */
    public boolean heldBy(boolean robust, int tid) {
        return robust ? MutexWords.robustHolderTid(lockWord()) == tid : heldBy(tid);
    }

    /** True when a thread of that kernel id has signed it. */
    public boolean heldBy(int tid) {
        return (int) INT.get(header, MutexWords.OWNER_OFFSET) == tid
                && (int) INT.get(header, MutexWords.LOCK_OFFSET) != FREE;
    }

    /**
     * Makes a lock that is held by a dead thread one's own, as one step: of many that try, one succeeds. The lock never
     * becomes free meanwhile. Waiters are woken when it is given back.
     */
    public boolean inherit(int deadTid, int tid) {
        if ((int) INT.getVolatile(header, MutexWords.LOCK_OFFSET) == FREE
                || !readsAreGuarded(new byte[1])
                || !INT.compareAndSet(header, MutexWords.OWNER_OFFSET, deadTid, tid)) {
            return false;
        }
        INT.set(header, MutexWords.USERS_OFFSET, ONE_USER);
        INT.setVolatile(header, MutexWords.LOCK_OFFSET, HELD_WITH_WAITERS);
        return true;
    }
}
