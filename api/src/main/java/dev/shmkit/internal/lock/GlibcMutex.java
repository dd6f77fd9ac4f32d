package dev.shmkit.internal.lock;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.ShmException;
import dev.shmkit.internal.memory.MappedFile;
import dev.shmkit.internal.posix.Errno;
import java.nio.ByteBuffer;
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

    private volatile Phase phase = Phase.OPEN;

    // Written only by the thread that holds the lock; read by anybody, who may see them late. The number says whether
    // the
    // latest one still holds it, 0 if nobody does; nobody but a thread itself ever writes its number.
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
    final void requireOpen() {
        while (phase == Phase.CLOSING) {
            Thread.onSpinWait();
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
            phase = Phase.CLOSED;
        } finally {
            if (phase == Phase.CLOSING) {
                phase = Phase.OPEN;
            }
        }
    }

    private void requireUnused() {
        if (holderNumber != NOBODY || waiting.get() > 0) {
            throw new IllegalStateException(
                    "region \"%s\" cannot be closed: a thread of this process holds its lock or waits for it; release it first"
                            .formatted(file.key()));
        }
    }
}
