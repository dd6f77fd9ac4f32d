package dev.shmkit.internal.lock;

import dev.shmkit.LockState;
import dev.shmkit.ShmException;
import dev.shmkit.internal.memory.MappedFile;
import dev.shmkit.internal.mutex.LockInspector;
import dev.shmkit.internal.mutex.MutexMemory;
import dev.shmkit.internal.posix.Errno;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What both ways of locking a region's mutex share: an attempt first, a wait if that fails, and what becomes of either. */
abstract class GlibcMutex implements RegionMutex {
    /** How long an interrupted thread may go on sleeping in the kernel, which does not hear Java's interrupts. */
    private static final long INTERRUPT_CHECK_NANOS = 10_000_000;

    /** What a wait without a time limit is given for one. */
    static final long FOR_EVER = Long.MAX_VALUE;

    /** How long a thread may sleep for a lock whose file was truncated meanwhile: nobody can wake it any more. */
    static final long TRUNCATION_CHECK_NANOS = 1_000_000_000;

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
    }

    final long address() {
        return file.mapping().address();
    }

    /** The calling thread. */
    LockingThread self() {
        return holding.self();
    }

    /** Tries once and does not sleep: pthread's error number, EBUSY when somebody holds the lock. */
    abstract int attempt(LockingThread self);

    /** Waits for the lock: pthread's error number, ETIMEDOUT when the time is over, EINTR when an interrupt may end it and did. */
    abstract int await(LockingThread self, long atMostNanos, boolean interruptible);

    /** How long a thread that waits may sleep at a time. */
    static long sleepNanos(long leftNanos, boolean interruptible) {
        return Math.min(leftNanos, interruptible ? INTERRUPT_CHECK_NANOS : TRUNCATION_CHECK_NANOS);
    }

    /** Gives the lock back. False, changing nothing, when the thread does not hold it. */
    abstract boolean release(LockingThread self);

    /** The calling thread holds a robust lock whose holder died. */
    abstract void ownerDied(LockingThread self);

    @Override
    public final void lock() {
        LockingThread self = self();
        int errno = takeAtOnce(self);
        if (errno == Errno.EBUSY) {
            errno = waiting(self, () -> await(self, FOR_EVER, false));
        }
        settle(self, errno);
    }

    @Override
    public final void lockInterruptibly() throws InterruptedException {
        LockingThread self = self();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        int errno = takeAtOnce(self);
        if (errno == Errno.EBUSY) {
            errno = waiting(self, () -> await(self, FOR_EVER, true));
        }
        if (errno == Errno.EINTR) {
            throw new InterruptedException();
        }
        settle(self, errno);
    }

    @Override
    public final boolean tryLock() {
        LockingThread self = self();
        return settle(self, takeAtOnce(self));
    }

    @Override
    public final boolean tryLock(Duration timeout) {
        LockingThread self = self();
        int errno = takeAtOnce(self);
        if (errno == Errno.EBUSY && !timeout.isZero() && !timeout.isNegative()) {
            errno = waiting(self, () -> await(self, TimeUnit.NANOSECONDS.convert(timeout), false));
        }
        return settle(self, errno);
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
                    }
                    return errno;
                }
            } catch (InternalError e) {
                throw notTaken(self, errno, e);
            } finally {
                gate.leave(self);
            }
            gate.requireOpen();
        }
    }

    /** Apart, as compiled code is the smaller for it, and small code is inlined: see docs/DESIGN.md. */
    private int takeAtOnceVirtually(LockingThread self) {
        gate.beginWait();
        int errno = Errno.EBUSY;
        try {
            errno = attempt(self);
            if (held(errno)) {
                VirtualHolders.took(file.status(), self.thread);
                holding.taken(self);
            }
            return errno;
        } catch (InternalError e) {
            throw notTaken(self, errno, e);
        } finally {
            gate.endWait();
        }
    }

    private int waiting(LockingThread self, IntSupplier wait) {
        gate.beginWait();
        int errno = Errno.EBUSY;
        try {
            file.requireWhole("lock");
            observer.waiting();
            long started = System.nanoTime();
            errno = wait.getAsInt();
            if (held(errno)) {
                if (self.virtual) {
                    VirtualHolders.took(file.status(), self.thread);
                }
                holding.takenAfterWait(self, started);
            }
            return errno;
        } catch (InternalError e) {
            throw notTaken(self, errno, e);
        } finally {
            gate.endWait();
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

    private boolean settle(LockingThread self, int errno) {
        return switch (errno) {
            case 0 -> true;
            case Errno.EOWNERDEAD -> {
                ownerDied(self);
                yield true;
            }
            case Errno.EBUSY, Errno.ETIMEDOUT -> false;
            default -> throw Errno.exception(file.key(), "lock", errno, "its lock was not taken");
        };
    }

    @Override
    public final void unlock() {
        LockingThread self = requireHolder();
        if (self.virtual) {
            unlockVirtually(self);
            return;
        }
        gate.enter(self);
        long measuredSince = holding.givingBack();
        try {
            giveBack(self);
        } finally {
            gate.leave(self);
        }
        holding.measured(measuredSince);
    }

    private void unlockVirtually(LockingThread self) {
        gate.beginWait();
        long measuredSince = holding.givingBack();
        try {
            VirtualHolders.givesBack(file.status(), self.thread);
            giveBack(self);
        } finally {
            gate.endWait();
        }
        holding.measured(measuredSince);
    }

    private void giveBack(LockingThread self) {
        try {
            if (!release(self)) {
                // Somebody took the lock over, or the file is gone: either way it is not held any more.
                file.requireWhole("unlock");
                throw notHeld();
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
    final LockingThread requireHolder() {
        @Nullable LockingThread self = holding.selfAsHolder();
        if (self == null) {
            gate.requireOpen();
            throw notHeld();
        }
        return self;
    }

    private ShmException notHeld() {
        return Errno.exception(file.key(), "unlock", Errno.EPERM, "the calling thread does not hold its lock");
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
        return HolderNames.in(VirtualHolders.judge(seen, file.status()), file.status());
    }

    @Override
    public final void shutDown(Runnable ended) {
        // On a file that is gone an error that was raised late may have left a holder that does not know of it.
        boolean worthless = !holding.nobody() && !file.whole();
        gate.close(ended, worthless);
        if (worthless) {
            holding.givingBack();
        }
    }

    @Override
    public final String key() {
        return file.key();
    }
}
