package dev.shmkit.internal.lock;

import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.internal.mutex.MutexWords;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes a lock that is not robust over from a holder that is gone.
 *
 * <p>Recoverers exclude each other from the first look on: a lock that another one has recovered and passed on can, for some
 * instructions, look as it did when its holder was dead.
 */
final class DeadHolder {
    private final GlibcMutex mutex;

    /** Whether a thread recovers through this opening, whose descriptor does not tell its threads apart. */
    private final AtomicBoolean recovering = new AtomicBoolean();

    DeadHolder(GlibcMutex mutex) {
        this.mutex = mutex;
    }

    /** What the lock was like, held now by the calling thread; empty when it was not abandoned or another one was faster. */
    Optional<LockState> inherit(LockingThread self) {
        Optional<LockState> left = Optional.empty();
        mutex.gate.beginWait();
        try {
            mutex.file.requireWhole("recover");
            if (recovering.compareAndSet(false, true)) {
                try {
                    left = inheritAlone(self);
                } finally {
                    recovering.set(false);
                }
            }
        } finally {
            mutex.gate.endWait();
        }
        left.ifPresent(mutex.observer::abandoned);
        return left;
    }

    private Optional<LockState> inheritAlone(LockingThread self) {
        if (!mutex.file.descriptor().tryExclusion()) {
            return Optional.empty();
        }
        try {
            LockState left = mutex.state();
            if (left.state() == State.FREE) {
                // A holder that died after it freed the lock, or a waiter that died just woken, left the others asleep.
                mutex.memory.wakeOne();
            }
            int deadTid = left.holder().map(holder -> (int) holder.tid()).orElse(MutexWords.NOBODY);
            if (left.state() != State.ABANDONED || !mutex.memory.inherit(deadTid, self.tid)) {
                return Optional.empty();
            }
            VirtualHolders.inherited(mutex.file.status(), self);
            mutex.holding.taken(self);
            return Optional.of(left);
        } finally {
            mutex.file.descriptor().endExclusion();
        }
    }
}
