package dev.shmkit.internal.lock;

import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.internal.memory.MappedFile;
import dev.shmkit.internal.posix.Errno;
import dev.shmkit.internal.posix.Pthread;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A region's mutex, locked by calling glibc: the robust kind always, the plain kind where {@link MutexSelfCheck} says so.
 * glibc knows threads by their kernel thread, so that virtual threads cannot use it.
 */
final class PthreadMutex extends GlibcMutex {
    private static final Duration INTERRUPT_CHECK = Duration.ofMillis(10);

    private final boolean robust;
    private final Consumer<LockState> onAbandoned;

    PthreadMutex(
            MappedFile file, ByteBuffer header, LockTally tally, Observer observer, Consumer<LockState> onAbandoned) {
        super(file, header, tally, observer);
        this.robust = memory.words().robust();
        this.onAbandoned = onAbandoned;
    }

    @Override
    public void lock() {
        acquire(() -> Pthread.lock(address()));
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        do {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        } while (!acquire(() -> Pthread.lock(address(), INTERRUPT_CHECK)));
    }

    @Override
    public boolean tryLock() {
        return acquire(() -> Errno.EBUSY);
    }

    @Override
    public boolean tryLock(Duration timeout) {
        boolean once = timeout.isZero() || timeout.isNegative();
        return once ? tryLock() : acquire(() -> Pthread.lock(address(), timeout));
    }

    /** A call to pthread that may wait. */
    private interface Wait {
        int call();
    }

    private boolean acquire(Wait wait) {
        LockingThread self = platformThread();
        int errno;
        int previousTid;
        beginWait();
        try {
            file.requireWhole("lock");
            MutexWords before = memory.words();
            errno = Pthread.tryLock(address());
            long started = 0;
            if (errno == Errno.EBUSY) {
                started = System.nanoTime();
                before = memory.words();
                errno = wait.call();
            }
            if (errno == Errno.EBUSY || errno == Errno.ETIMEDOUT) {
                return false;
            }
            if (errno != 0 && errno != Errno.EOWNERDEAD) {
                throw failed(errno);
            }
            if (started == 0) {
                taken(self);
            } else {
                takenAfterWait(self, started);
            }
            previousTid = before.ownerWord();
        } finally {
            endWait();
        }
        if (errno == Errno.EOWNERDEAD) {
            LockState left = LockInspector.abandonedBy(previousTid);
            observer.abandoned(left);
            onAbandoned.accept(left);
        }
        return true;
    }

    private LockingThread platformThread() {
        LockingThread self = self();
        if (self.virtual) {
            throw new UnsupportedOperationException(
                    "region \"%s\" has a %s, which a virtual thread cannot hold: glibc ties it to the kernel thread; lock it on a platform thread"
                            .formatted(file.key(), robust ? "robust lock" : "lock that goes through pthread"));
        }
        return self;
    }

    @Override
    public void unlock() {
        requireHolder();
        beginWait();
        try {
            long measuredSince = givingBack();
            file.requireWhole("unlock");
            int errno = Pthread.unlock(address());
            if (errno != 0) {
                throw notHeld();
            }
            measured(measuredSince);
        } finally {
            endWait();
        }
    }

    @Override
    public void markConsistent() {
        requireHolder();
        int errno = Pthread.consistent(address());
        if (errno != 0) {
            throw Errno.exception(file.key(), "repair", errno, "its lock does not come from a holder that died");
        }
    }

    /** A robust lock is recovered by taking it: the kernel says itself that the holder died. */
    @Override
    public Optional<LockState> recover() {
        LockingThread self = platformThread();
        if (!robust) {
            return MutexSelfCheck.wordsAreKnown() ? inherit(self) : Optional.empty();
        }
        if (state().state() != State.ABANDONED) {
            return Optional.empty();
        }
        beginWait();
        try {
            file.requireWhole("recover");
            int deadTid = memory.words().ownerWord();
            int errno = Pthread.tryLock(address());
            if (errno == 0) {
                Pthread.unlock(address());
            }
            if (errno != Errno.EOWNERDEAD) {
                return Optional.empty();
            }
            taken(self);
            LockState left = LockInspector.abandonedBy(deadTid);
            observer.abandoned(left);
            markConsistent();
            return Optional.of(left);
        } finally {
            endWait();
        }
    }
}
