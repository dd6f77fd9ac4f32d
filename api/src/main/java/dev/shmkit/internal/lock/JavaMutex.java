package dev.shmkit.internal.lock;

import dev.shmkit.LockState;
import dev.shmkit.internal.memory.MappedFile;
import dev.shmkit.internal.posix.Errno;
import dev.shmkit.internal.posix.Pthread;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A region's mutex, locked in Java with the words that glibc would write; glibc itself is called only to wait. A free lock
 * costs two atomic instructions and no call into native code.
 *
 * <p>A virtual thread never sleeps in the kernel, where it would take its carrier along: it parks, with pauses that grow.
 */
final class JavaMutex extends GlibcMutex {
    private static final long FOR_EVER = Long.MAX_VALUE;
    private static final long FIRST_PAUSE_NANOS = 10_000;
    private static final long LONGEST_PAUSE_NANOS = 1_000_000;
    /** How long an interrupted thread may go on sleeping in the kernel, which does not hear Java's interrupts. */
    private static final Duration INTERRUPT_CHECK = Duration.ofMillis(10);

    JavaMutex(MappedFile file, ByteBuffer header, LockTally tally, Observer observer) {
        super(file, header, tally, observer);
    }

    @Override
    public void lock() {
        LockingThread self = self();
        if (!takeAtOnce(self)) {
            waitFor(self);
        }
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        LockingThread self = self();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (takeAtOnce(self)) {
            return;
        }
        beginWait();
        try {
            file.requireWhole("lock");
            long started = System.nanoTime();
            while (!(self.virtual ? park(self, INTERRUPT_CHECK.toNanos()) : sleep(INTERRUPT_CHECK))) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            takenAfterWait(self, started);
        } finally {
            endWait();
        }
    }

    @Override
    public boolean tryLock() {
        return takeAtOnce(self());
    }

    @Override
    public boolean tryLock(Duration timeout) {
        LockingThread self = self();
        if (takeAtOnce(self)) {
            return true;
        }
        if (timeout.isZero() || timeout.isNegative()) {
            return false;
        }
        beginWait();
        try {
            file.requireWhole("lock");
            long started = System.nanoTime();
            if (!(self.virtual ? park(self, saturatedNanos(timeout)) : sleep(timeout))) {
                return false;
            }
            takenAfterWait(self, started);
            return true;
        } finally {
            endWait();
        }
    }

    private static long saturatedNanos(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException e) {
            return FOR_EVER;
        }
    }

    private boolean takeAtOnce(LockingThread self) {
        while (true) {
            enter(self);
            try {
                if (open()) {
                    boolean taken = memory.take(self.tid);
                    if (taken) {
                        taken(self);
                    } else {
                        requireMutex("lock");
                    }
                    return taken;
                }
            } catch (InternalError e) {
                throw truncatedOr("lock", e);
            } finally {
                leave(self);
            }
            requireOpen();
        }
    }

    private void waitFor(LockingThread self) {
        beginWait();
        try {
            file.requireWhole("lock");
            long started = System.nanoTime();
            if (self.virtual) {
                park(self, FOR_EVER);
            } else {
                int errno = Pthread.lock(address());
                if (errno != 0) {
                    throw failed(errno);
                }
            }
            takenAfterWait(self, started);
        } finally {
            endWait();
        }
    }

    private boolean sleep(Duration atMost) {
        int errno = Pthread.lock(address(), atMost);
        if (errno != 0 && errno != Errno.ETIMEDOUT) {
            throw failed(errno);
        }
        return errno == 0;
    }

    /** Interrupts are kept for later: they end a pause, not the wait. */
    private boolean park(LockingThread self, long atMostNanos) {
        if (heldByCurrentThread()) {
            throw deadlock();
        }
        long started = System.nanoTime();
        long pauseNanos = FIRST_PAUSE_NANOS;
        boolean interrupted = false;
        boolean taken = memory.take(self.tid);
        while (!taken && System.nanoTime() - started < atMostNanos) {
            LockSupport.parkNanos(this, pauseNanos);
            interrupted |= Thread.interrupted();
            pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
            taken = memory.take(self.tid);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return taken;
    }

    @Override
    public void unlock() {
        LockingThread self = requireHolder();
        enter(self);
        long measuredSince = givingBack();
        try {
            if (!memory.release(self.tid)) {
                // Somebody took the lock over, or the file is gone: either way it is not held any more.
                file.requireWhole("unlock");
                throw notHeld();
            }
        } catch (InternalError e) {
            throw truncatedOr("unlock", e);
        } finally {
            leave(self);
        }
        measured(measuredSince);
    }

    @Override
    public void markConsistent() {
        requireHolder();
    }

    @Override
    public Optional<LockState> recover() {
        return inherit(self());
    }
}
