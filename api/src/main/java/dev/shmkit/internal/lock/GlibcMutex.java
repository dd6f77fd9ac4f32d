package dev.shmkit.internal.lock;

import dev.shmkit.LockState;
import dev.shmkit.ShmException;
import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.memory.MappedFile;
import dev.shmkit.internal.mutex.LockInspector;
import dev.shmkit.internal.mutex.MutexMemory;
import dev.shmkit.internal.mutex.MutexSleep;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What both ways of locking a region's mutex share: an attempt first, a wait if that fails, and what becomes of either. */
abstract class GlibcMutex implements RegionMutex {
    /** HotSpot inlines a method into itself once, and not twice (MaxRecursiveInlineLevel). */
    static final int OUT_OF_LINE = 2;

    final MappedFile file;
    final MutexMemory memory;
    final Holding holding;
    final Gate gate;
    final Observer observer;

    GlibcMutex(MappedFile file, ByteBuffer header, LockTally tally, Observer observer) {
        this.file = file;
        this.memory = new MutexMemory(header, file.mapping().address());
        this.holding = new Holding(tally, observer);
        this.gate = new Gate(file.key(), holding);
        this.observer = observer;
        OwnHolds.opened(holding, file.status());
    }

    final long address() {
        return file.mapping().address();
    }

    /** The calling thread. */
    LockingThread self() {
        return holding.self();
    }

    /** Tries once and does not sleep: pthread's error number, EBUSY when somebody holds the lock, EINVAL or an exception when no mutex is there. */
    abstract int attempt(LockingThread self);

    /** Waits for the lock: pthread's error number, ETIMEDOUT when the time is over, EINTR when an interrupt may end it and did. */
    abstract int await(LockingThread self, long atMostNanos, boolean interruptible);

    /**
     * As {@link #attempt}, by a thread that waits.
     *
     * @param slept whether it has slept, and took somebody's waking with it: others that sleep must not be forgotten
     */
    abstract int attemptOfSleeper(LockingThread self, boolean slept);

    /**
     * Sleeps in futex(2) between attempts. glibc would sleep there, too, but ends the process when the kernel says that the page is
     * gone (futex_fatal_error).
     */
    final int sleep(LockingThread self, long atMostNanos, boolean interruptible) {
        file.requireWhole("lock");
        if (!memory.isThere()) {
            throw noMutex("lock");
        }
        if (memory.heldBy(file.robust(), self.tid)) {
            return Errno.EDEADLK;
        }
        MutexSleep sleep = new MutexSleep(memory, file.robust(), atMostNanos, interruptible);
        int errno = attemptOfSleeper(self, false);
        while (errno == Errno.EBUSY) {
            if (!memory.words().plausible()) {
                throw noMutex("lock");
            }
            int over = sleep.next();
            if (over != 0) {
                return over;
            }
            if (!sleep.woken()) {
                file.requireWhole("lock");
            }
            errno = attemptOfSleeper(self, sleep.slept());
        }
        return errno;
    }

    /** Gives the lock back. False, changing nothing, when the thread does not hold it. */
    abstract boolean release(LockingThread self);

    /** The calling thread holds a robust lock whose holder died. */
    abstract void ownerDied(LockingThread self);

    @Override
    public final void lock() {
        LockingThread self = self();
        int errno = takeAtOnce(self);
        if (errno != 0) {
            notAtOnce(OUT_OF_LINE, self, errno, MutexSleep.FOR_EVER, false);
        }
    }

    @Override
    public final void lockInterruptibly() throws InterruptedException {
        LockingThread self = self();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        int errno = takeAtOnce(self);
        if (errno != 0 && notAtOnce(OUT_OF_LINE, self, errno, MutexSleep.FOR_EVER, true) == Errno.EINTR) {
            throw new InterruptedException();
        }
    }

    @Override
    public final boolean tryLock() {
        LockingThread self = self();
        int errno = takeAtOnce(self);
        return errno == 0 || held(notAtOnce(OUT_OF_LINE, self, errno, 0, false));
    }

    @Override
    public final boolean tryLock(Duration timeout) {
        LockingThread self = self();
        int errno = takeAtOnce(self);
        return errno == 0 || held(notAtOnce(OUT_OF_LINE, self, errno, TimeUnit.NANOSECONDS.convert(timeout), false));
    }

    private int takeAtOnce(LockingThread self) {
        if (self.virtual) {
            return takeAtOnceVirtually(self);
        }
        while (true) {
            int errno = Errno.EBUSY;
            gate.enter(self);
            try {
                if (gate.open()) {
                    errno = attempt(self);
                    if (held(errno)) {
                        holding.taken(self);
                    } else if (errno == Errno.EINVAL) {
                        throw noMutex("lock");
                    }
                    return errno;
                }
            } catch (InternalError e) {
                throw notTaken(self, errno, e);
            } finally {
                self.leave();
            }
            gate.requireOpen();
        }
    }

    /** Apart, as compiled code is the smaller for it, and small code is inlined: see docs/DESIGN.md. */
    private int takeAtOnceVirtually(LockingThread self) {
        gate.beginWait(self);
        int errno = Errno.EBUSY;
        try {
            errno = attempt(self);
            if (held(errno)) {
                VirtualHolders.took(file.status(), self.thread);
                holding.taken(self);
            } else if (errno == Errno.EINVAL) {
                throw noMutex("lock");
            }
            return errno;
        } catch (InternalError e) {
            throw notTaken(self, errno, e);
        } finally {
            gate.endWait(self);
        }
    }

    /**
     * What becomes of an attempt that did not simply succeed. Not inlined into {@code lock()}, which would grow too large to be
     * inlined itself: see docs/DESIGN.md.
     *
     * @param steps how often to call itself before
     * @return 0 or EOWNERDEAD when the calling thread holds the lock now; EBUSY, ETIMEDOUT or EINTR when it does not
     */
    private int notAtOnce(int steps, LockingThread self, int attempted, long atMostNanos, boolean interruptible) {
        if (steps > 0) {
            return notAtOnce(steps - 1, self, attempted, atMostNanos, interruptible);
        }
        int errno = attempted == Errno.EBUSY && atMostNanos > 0 ? waiting(self, atMostNanos, interruptible) : attempted;
        if (errno == Errno.EOWNERDEAD) {
            ownerDied(self);
        } else if (errno != 0 && errno != Errno.EBUSY && errno != Errno.ETIMEDOUT && errno != Errno.EINTR) {
            throw Errno.exception(file.key(), "lock", errno, "its lock was not taken");
        }
        return errno;
    }

    private int waiting(LockingThread self, long atMostNanos, boolean interruptible) {
        // Others' code, which may wait for other locks.
        observer.waiting();
        gate.beginWait(self);
        int errno = Errno.EBUSY;
        try {
            long started = System.nanoTime();
            errno = await(self, atMostNanos, interruptible);
            if (held(errno)) {
                if (self.virtual) {
                    VirtualHolders.took(file.status(), self.thread);
                }
                holding.takenAfterWait(self, started);
            } else if (errno == Errno.ETIMEDOUT || errno == Errno.EINTR) {
                holding.gaveUp(errno == Errno.ETIMEDOUT, started);
            }
            return errno;
        } catch (InternalError e) {
            throw notTaken(self, errno, e);
        } finally {
            gate.endWait(self);
        }
    }

    /** An error that is raised late comes when the lock has been taken already, and the caller will not give it back. */
    private RuntimeException notTaken(LockingThread self, int errno, InternalError error) {
        if (held(errno)) {
            holding.givingBack();
            if (self.virtual) {
                VirtualHolders.givesBack(file.status(), self.thread);
            }
            if (file.whole()) {
                release(self);
            }
        }
        return truncatedOr("lock", error);
    }

    private static boolean held(int errno) {
        return errno == 0 || errno == Errno.EOWNERDEAD;
    }

    @Override
    public final void unlock() {
        LockingThread self = requireHolder("unlock");
        if (self.virtual) {
            unlockVirtually(self);
            return;
        }
        gate.enter(self);
        long measuredSince = holding.givingBack();
        try {
            giveBack(self);
        } finally {
            self.leave();
        }
        holding.measured(measuredSince);
    }

    private void unlockVirtually(LockingThread self) {
        gate.beginWait(self);
        long measuredSince = holding.givingBack();
        try {
            VirtualHolders.givesBack(file.status(), self.thread);
            giveBack(self);
        } finally {
            gate.endWait(self);
        }
        holding.measured(measuredSince);
    }

    private void giveBack(LockingThread self) {
        try {
            if (!release(self)) {
                // Somebody took the lock over, or the file is gone: either way it is not held any more.
                file.requireWhole("unlock");
                throw Errno.takenOver(file.key());
            }
        } catch (InternalError e) {
            if (file.whole()) {
                // Another region's fault, raised late and maybe before this lock's words were changed.
                release(self);
            }
            throw truncatedOr("unlock", e);
        }
    }

    /** The calling thread, provided that it took the lock through this opening. */
    final LockingThread requireHolder(String operation) {
        @Nullable LockingThread self = holding.selfAsHolder();
        if (self == null) {
            gate.requireOpen();
            throw notHeld(operation);
        }
        return self;
    }

    private ShmException notHeld(String operation) {
        return Errno.exception(file.key(), operation, Errno.EPERM, "the calling thread does not hold its lock");
    }

    /** Why a lock could not even be tried: its file was truncated, or its words were overwritten. */
    final ShmException noMutex(String operation) {
        file.requireWhole(operation);
        return new ShmException(
                file.key(),
                operation,
                Errno.EINVAL,
                "cannot %s region \"%s\": the mutex in its first bytes was overwritten; unlink it and create it anew"
                        .formatted(operation, file.key()));
    }

    private RuntimeException truncatedOr(String operation, InternalError error) {
        if (file.whole()) {
            throw error;
        }
        return file.truncated(operation);
    }

    @Override
    public final LockState state() {
        if (!file.whole()) {
            return LockState.of(LockState.State.UNKNOWN);
        }
        LockState seen = LockInspector.inspect(
                memory.words(), memory::words, file.status(), file.path().toString());
        return OwnHolds.named(VirtualHolders.judge(seen, file.status()), file.status());
    }

    @Override
    public final void shutDown(Runnable ended) {
        gate.close(this::held, ended);
        OwnHolds.closed(holding);
        if (!holding.nobody()) {
            holding.givingBack();
        }
    }

    /**
     * Whether a thread holds the lock through this opening, as far as the lock's words say so, too. They do not when a holder that
     * died was recovered from elsewhere; nor on a file that is gone, where an error that was raised late may have left a holder that
     * does not know of it.
     */
    private boolean held() {
        @Nullable LockingThread holder = holding.holder();
        return holder != null
                && file.whole()
                && memory.words().holderTid() == holder.tid
                && (!holder.virtual || VirtualHolders.holds(file.status(), holder.thread));
    }

    @Override
    public final String key() {
        return file.key();
    }
}
