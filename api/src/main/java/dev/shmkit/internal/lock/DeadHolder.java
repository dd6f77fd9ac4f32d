package dev.shmkit.internal.lock;

import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.internal.mutex.MutexWords;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Takes a lock that is not robust over from a holder that is gone, or marks a robust one where the kernel could not: a holder
 * that had unmapped the region before it died.
 *
 * <p>Recoverers exclude each other from the first look on: a lock that another one has recovered and passed on can, for some
 * instructions, look as it did when its holder was dead.
 */
final class DeadHolder {
    private static final int LOOKS_AT_THE_LIVING = 20;
    private static final long PAUSE_NANOS = 2_000_000;

    private final GlibcMutex mutex;

    /** Whether a thread recovers through this opening, whose descriptor does not tell its threads apart. */
    private final AtomicBoolean recovering = new AtomicBoolean();

    DeadHolder(GlibcMutex mutex) {
        this.mutex = mutex;
    }

    /** What the lock was like, held now by the calling thread; empty when it was not abandoned or another one was faster. */
    Optional<LockState> inherit(LockingThread self) {
        Optional<LockState> left = alone(self, () -> inheritAlone(self));
        left.ifPresent(mutex.observer::abandoned);
        return left;
    }

    /** Has glibc tell the next one who takes a robust lock that its holder died, if it did and the kernel has not said so. */
    void mark(LockingThread self) {
        alone(self, () -> {
            LockState left = mutex.state();
            int deadTid = deadTid(left);
            if (deadTid != MutexWords.NOBODY && surely(left)) {
                mutex.memory.markOwnerDied(deadTid);
            }
            return Optional.of(left);
        });
    }

    private Optional<LockState> alone(LockingThread self, Supplier<Optional<LockState>> work) {
        mutex.gate.beginWait(self);
        try {
            mutex.file.requireWhole("recover");
            if (!recovering.compareAndSet(false, true)) {
                return Optional.empty();
            }
            try {
                return alsoAmongProcesses(work);
            } finally {
                recovering.set(false);
            }
        } finally {
            mutex.gate.endWait(self);
        }
    }

    private Optional<LockState> alsoAmongProcesses(Supplier<Optional<LockState>> work) {
        if (!mutex.file.descriptor().tryExclusion()) {
            return Optional.empty();
        }
        try {
            return work.get();
        } finally {
            mutex.file.descriptor().endExclusion();
        }
    }

    /**
     * A thread that lives and maps the region no more has left the lock behind, or let it go and come back between our looks,
     * which happens to one look and not to many. That a thread is gone needs no second look. One that has died is first
     * there, then a zombie, then reaped: less is known of it at each look, and it is the same dead thread.
     */
    private boolean staysSo(LockState left) {
        LockState seen = left;
        for (int i = 0; mayComeBack(seen) && i < LOOKS_AT_THE_LIVING; i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            seen = mutex.state();
            if (seen.state() != State.ABANDONED || deadTid(seen) != deadTid(left)) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayComeBack(LockState seen) {
        return seen.holder().filter(holder -> holder.pid() > 0).isPresent();
    }

    private boolean surely(LockState left) {
        return left.state() == State.ABANDONED && staysSo(left);
    }

    private static int deadTid(LockState left) {
        return left.holder().map(holder -> (int) holder.tid()).orElse(MutexWords.NOBODY);
    }

    private Optional<LockState> inheritAlone(LockingThread self) {
        LockState left = mutex.state();
        if (left.state() == State.FREE) {
            // A holder that died after it freed the lock, or a waiter that died just woken, left the others asleep.
            mutex.memory.wakeOne();
        }
        if (!surely(left) || !mutex.memory.inherit(deadTid(left), self.tid)) {
            return Optional.empty();
        }
        VirtualHolders.inherited(mutex.file.status(), self);
        mutex.holding.taken(self);
        return Optional.of(left);
    }
}
