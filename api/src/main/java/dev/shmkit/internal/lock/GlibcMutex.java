package dev.shmkit.internal.lock;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.ShmException;
import dev.shmkit.internal.memory.MappedFile;
import dev.shmkit.internal.posix.Errno;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What both ways of locking a region's mutex share: who holds it here, the counts, and the end. */
abstract class GlibcMutex implements RegionMutex {
    private static final long NOBODY = 0;
    private static final AtomicLong NUMBERS = new AtomicLong();

    /** One hold in so many is measured: reading the clock costs more than the lock. A power of two. */
    private static final long SAMPLING = 1024;

    /** What {@link LockingThread#enter} is told: not 0, and no other mutex's. */
    final long number = NUMBERS.incrementAndGet();

    final MappedFile file;
    final MutexMemory memory;
    final LockTally tally;
    final Observer observer;

    /** Threads that are in calls to pthread or park, waiting for the lock or about to. */
    private final AtomicInteger waiting = new AtomicInteger();

    /** Whether this opening can be locked. CLOSING lasts for microseconds, and ends as OPEN again when closing is refused. */
    private enum Phase {
        OPEN,
        CLOSING,
        CLOSED
    }

    /** Whether a thread recovers the lock through this opening, whose descriptor does not tell its threads apart. */
    private final AtomicBoolean recovering = new AtomicBoolean();

    private volatile Phase phase = Phase.OPEN;

    // Written only by the thread that holds the lock; read by anybody, who may see them late. The number is the latest
    // one's while it still holds the lock, else 0; nobody but a thread itself ever writes its number.
    private @Nullable LockingThread latest;
    private long holderNumber;
    private long heldSinceNanos;

    GlibcMutex(MappedFile file, ByteBuffer header, LockTally tally, Observer observer) {
        this.file = file;
        this.tally = tally;
        this.memory = new MutexMemory(header, file.mapping().address());
        this.observer = observer;
    }

    final long address() {
        return file.mapping().address();
    }

    /** True unless the region is closed or about to be; then see {@link #requireOpen}. */
    final boolean open() {
        return phase == Phase.OPEN;
    }

    /** Returns when the region is surely open. Not to be called between a thread's enter and leave. */
    @SuppressWarnings("ThreadPriorityCheck") // The wait is for microseconds, and nothing relies on who runs meanwhile.
    final void requireOpen() {
        while (phase == Phase.CLOSING) {
            // A virtual thread that spun would keep the carrier that the closing thread may need.
            Thread.yield();
        }
        if (phase == Phase.CLOSED) {
            throw new IllegalStateException("region \"%s\" is closed; attach to it again".formatted(file.key()));
        }
    }

    /** Explains a lock that could not even be tried, if that is so: its file was truncated, or its words overwritten. */
    final void requireMutex(String operation) {
        if (!memory.words().initialised()) {
            file.requireWhole(operation);
            throw new ShmException(
                    file.key(),
                    operation,
                    Errno.EINVAL,
                    "cannot %s region \"%s\": the mutex in its first bytes was overwritten; unlink it and create it anew"
                            .formatted(operation, file.key()));
        }
    }

    /** Keeps the region open until {@link #endWait}. */
    final void beginWait() {
        waiting.incrementAndGet();
        try {
            requireOpen();
        } catch (RuntimeException e) {
            endWait();
            throw e;
        }
    }

    final void endWait() {
        waiting.decrementAndGet();
    }

    /**
     * The calling thread begins to change the mutex's words. What it reads of {@link #open} after this counts: closing waits
     * for {@link #leave}, or is refused.
     */
    final void enter(LockingThread self) {
        if (self.virtual) {
            waiting.incrementAndGet();
        } else {
            self.enter(number);
        }
    }

    final void leave(LockingThread self) {
        if (self.virtual) {
            waiting.decrementAndGet();
        } else {
            self.leave();
        }
    }

    final RuntimeException truncatedOr(String operation, InternalError error) {
        if (file.whole()) {
            throw error;
        }
        return file.truncated(operation);
    }

    /** The calling thread: mostly the one that held the lock latest, and then it need not be looked up. */
    final LockingThread self() {
        @Nullable LockingThread known = latest;
        return known != null && known.thread == Thread.currentThread() ? known : LockingThread.current();
    }

    private void heldBy(LockingThread self) {
        if (latest != self) {
            latest = self;
        }
        holderNumber = self.number;
    }

    /** The calling thread has the lock and did not wait for it. */
    final void taken(LockingThread self) {
        heldBy(self);
        if ((tally.countAcquisition() & (SAMPLING - 1)) == 0) {
            heldSinceNanos = System.nanoTime();
        }
    }

    /** The calling thread has the lock, after a wait. */
    final void takenAfterWait(LockingThread self, long sinceNanos) {
        long now = System.nanoTime();
        long waitNanos = now - sinceNanos;
        heldBy(self);
        tally.countWait(waitNanos);
        heldSinceNanos = now;
        observer.waited(waitNanos);
    }

    /** The calling thread, provided that it took the lock through this opening. */
    final LockingThread requireHolder() {
        @Nullable LockingThread self = latest;
        if (self == null || self.thread != Thread.currentThread() || self.number != holderNumber) {
            requireOpen();
            throw notHeld();
        }
        return self;
    }

    final ShmException notHeld() {
        return Errno.exception(file.key(), "unlock", Errno.EPERM, "the calling thread does not hold its lock");
    }

    final ShmException deadlock() {
        return failed(Errno.EDEADLK);
    }

    final ShmException failed(int errno) {
        return Errno.exception(file.key(), "lock", errno, "its lock was not taken");
    }

    final boolean heldByCurrentThread() {
        @Nullable LockingThread self = latest;
        return self != null && self.thread == Thread.currentThread() && self.number == holderNumber;
    }

    /** The calling thread is giving the lock back; afterwards nobody here is said to hold it. Gives a started measurement. */
    final long givingBack() {
        long since = heldSinceNanos;
        heldSinceNanos = 0;
        holderNumber = NOBODY;
        return since;
    }

    final void measured(long sinceNanos) {
        if (sinceNanos != 0) {
            observer.held(System.nanoTime() - sinceNanos);
        }
    }

    /** Takes a lock that is not robust over from a holder that is gone, provided that nobody else is just doing so. */
    final Optional<LockState> inherit(LockingThread self) {
        Optional<LockState> left = Optional.empty();
        beginWait();
        try {
            file.requireWhole("recover");
            if (recovering.compareAndSet(false, true)) {
                try {
                    left = inheritAlone(self);
                } finally {
                    recovering.set(false);
                }
            }
        } finally {
            endWait();
        }
        left.ifPresent(observer::abandoned);
        return left;
    }

    /**
     * Recoverers exclude each other from the first look on: a lock that another one has recovered and passed on can, for some
     * instructions, look as it did when its holder was dead.
     */
    private Optional<LockState> inheritAlone(LockingThread self) {
        if (!file.descriptor().tryExclusion()) {
            return Optional.empty();
        }
        try {
            LockState left = state();
            if (left.state() == State.FREE) {
                // A holder that died after it freed the lock, or a waiter that died just woken, left the others asleep.
                memory.wakeOne();
            }
            int deadTid = left.holder().map(holder -> (int) holder.tid()).orElse(MutexWords.NOBODY);
            if (left.state() != State.ABANDONED || !memory.inherit(deadTid, self.tid)) {
                return Optional.empty();
            }
            taken(self);
            return Optional.of(left);
        } finally {
            file.descriptor().endExclusion();
        }
    }

    @Override
    public final LockState state() {
        if (!file.whole()) {
            return LockState.of(State.UNKNOWN);
        }
        LockState state = LockInspector.inspect(
                memory.words(), memory::words, file.status(), file.path().toString());
        @Nullable LockingThread here = latest;
        return here == null || here.number != holderNumber
                ? state
                : new LockState(state.state(), state.holder().map(seen -> withJavaName(seen, here)));
    }

    private static LockHolder withJavaName(LockHolder seen, LockingThread here) {
        return seen.tid() == here.tid
                ? new LockHolder(seen.pid(), seen.tid(), seen.process(), here.thread.getName(), seen.uid())
                : seen;
    }

    @Override
    public final void shutDown() {
        requireUnused();
        phase = Phase.CLOSING;
        LockingThread.awaitNobodyInside(number);
        try {
            requireUnused();
            // A thread that had taken the lock by then may be giving it back just now: it ceases to be the holder
            // first.
            if (tally.acquisitions() > 0) {
                LockingThread.awaitNobodyInside(number);
            }
            phase = Phase.CLOSED;
        } finally {
            if (phase == Phase.CLOSING) {
                phase = Phase.OPEN;
            }
        }
    }

    /** Waiters first: one that has the lock by now has become the holder before it ceased to wait. */
    private void requireUnused() {
        if (waiting.get() > 0 || holderNumber != NOBODY) {
            throw new IllegalStateException(
                    "region \"%s\" cannot be closed: a thread of this process holds its lock or waits for it; release it first"
                            .formatted(file.key()));
        }
    }
}
