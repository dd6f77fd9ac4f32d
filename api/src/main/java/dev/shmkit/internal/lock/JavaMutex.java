package dev.shmkit.internal.lock;

import dev.shmkit.LockState;
import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.memory.MappedFile;
import dev.shmkit.internal.mutex.MutexSleep;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A region's mutex, locked in Java with the words that glibc would write. A free lock costs two atomic instructions and no
 * call into native code. To wait, a thread sleeps in futex(2) as glibc would, but not inside of glibc, which would take the JVM
 * along when the file is truncated: see docs/DESIGN.md.
 *
 * <p>A virtual thread never sleeps in the kernel, where it would take its carrier along: it parks, with pauses that grow.
 */
final class JavaMutex extends GlibcMutex {
    private static final long FIRST_PAUSE_NANOS = 10_000;
    private static final long LONGEST_PAUSE_NANOS = 1_000_000;

    /** What a lock, some work and an unlock take at least: longer rests leave C processes more than their share. */
    private static final long NANOS_AN_ACQUISITION = 30;

    private static final long SHORTEST_REST_NANOS = 100;

    /**
     * Short against the 10 µs and more that it takes to be woken in the kernel, long against holding a busy lock: the one that
     * goes on meanwhile uses the lock a hundred times or more.
     */
    private static final long LONGEST_REST_NANOS = 4_000;

    private static final int ATTEMPTS_AFTER_REST = 24;

    private final DeadHolder deadHolder = new DeadHolder(this);

    JavaMutex(MappedFile file, ByteBuffer header, LockTally tally, Observer observer) {
        super(file, header, tally, observer);
    }

    @Override
    int attempt(LockingThread self) {
        return memory.take(self.tid);
    }

    @Override
    int await(LockingThread self, long atMostNanos, boolean interruptible) {
        if (self.virtual) {
            return park(self, atMostNanos, interruptible);
        }
        return takeAfterRest(self) ? 0 : sleep(self, atMostNanos, interruptible);
    }

    /** Whether it has slept or is going to: it says as it takes the lock that others may be asleep beside it, as glibc does. */
    @Override
    int attemptOfSleeper(LockingThread self, boolean slept) {
        return memory.takeAsSleeper(self.tid) ? 0 : Errno.EBUSY;
    }

    /**
     * Leaves the lock alone for a moment and tries again. Two processes that want a lock all the time take its cache lines from
     * each other at every step; a rest lets one of them go on undisturbed, which is more than what the resting one loses. To
     * look at the lock while waiting, as a spin does, would disturb the holder most.
     *
     * <p>The rest is as long as the turn that others left this thread: those that rest are let go on for long, in return, and
     * those that disturb, as C does, get no more than they gave.
     */
    private boolean takeAfterRest(LockingThread self) {
        long turnNanos = holding.turn(self) * NANOS_AN_ACQUISITION;
        long restNanos = Math.max(SHORTEST_REST_NANOS, Math.min(turnNanos, LONGEST_REST_NANOS));
        long started = System.nanoTime();
        while (System.nanoTime() - started < restNanos) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < ATTEMPTS_AFTER_REST; i++) {
            if (memory.seemsFree() && memory.take(self.tid) == 0) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    /** Interrupts that may not end the wait are kept for later: they end a pause. */
    private int park(LockingThread self, long atMostNanos, boolean interruptible) {
        file.requireWhole("lock");
        if (VirtualHolders.holds(file.status(), self.thread)) {
            return Errno.EDEADLK;
        }
        long started = System.nanoTime();
        long lookedNanos = started;
        long pauseNanos = FIRST_PAUSE_NANOS;
        boolean interrupted = false;
        try {
            while (memory.take(self.tid) != 0) {
                if (!memory.words().plausible()) {
                    throw noMutex("lock");
                }
                long nowNanos = System.nanoTime();
                if (nowNanos - started >= atMostNanos) {
                    return Errno.ETIMEDOUT;
                }
                if (nowNanos - lookedNanos >= MutexSleep.TRUNCATION_CHECK_NANOS) {
                    file.requireWhole("lock");
                    lookedNanos = nowNanos;
                }
                LockSupport.parkNanos(this, pauseNanos);
                if (Thread.interrupted()) {
                    if (interruptible) {
                        return Errno.EINTR;
                    }
                    interrupted = true;
                }
                pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
            }
            return 0;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    boolean release(LockingThread self) {
        return memory.release(self.tid);
    }

    /** Not so for this kind of lock, which stays taken when its holder dies. */
    @Override
    void ownerDied(LockingThread self) {
        throw new IllegalStateException("a lock that is not robust told of a dead owner");
    }

    @Override
    public void markConsistent() {
        requireHolder("repair");
    }

    @Override
    public Optional<LockState> recover() {
        return deadHolder.inherit(self());
    }
}
