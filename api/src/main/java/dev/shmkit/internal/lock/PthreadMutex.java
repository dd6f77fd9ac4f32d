package dev.shmkit.internal.lock;

import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.ShmException;
import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.memory.MappedFile;
import dev.shmkit.internal.mutex.LockInspector;
import dev.shmkit.internal.mutex.MutexSelfCheck;
import dev.shmkit.internal.mutex.MutexSleep;
import dev.shmkit.internal.mutex.MutexWords;
import dev.shmkit.internal.posix.Mapping;
import dev.shmkit.internal.posix.Pthread;
import dev.shmkit.internal.proc.ProcThread;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A region's mutex, locked by calling glibc: the robust kind always, the plain kind where {@link MutexSelfCheck} says so.
 * glibc knows threads by their kernel thread, so that virtual threads cannot use it.
 *
 * <p>Native code that touches a page that is gone finds zeros there, where a {@link Mapping#guarded() guard} stands, and dies of
 * SIGBUS elsewhere. So the words are looked at before each call: a bulk copy shows best whether their page is there.
 */
final class PthreadMutex extends GlibcMutex {
    private final boolean robust;
    private final boolean guarded;
    private final Consumer<LockState> onAbandoned;
    private final DeadHolder deadHolder = new DeadHolder(this);

    PthreadMutex(
            MappedFile file, ByteBuffer header, LockTally tally, Observer observer, Consumer<LockState> onAbandoned) {
        super(file, header, tally, observer);
        this.robust = file.robust();
        this.guarded = file.mapping().guarded();
        this.onAbandoned = onAbandoned;
        Pthread.quicken();
    }

    @Override
    LockingThread self() {
        LockingThread self = super.self();
        if (self.virtual) {
            throw new UnsupportedOperationException(
                    "region \"%s\" has a %s, which a virtual thread cannot hold: glibc ties it to the kernel thread; lock it on a platform thread"
                            .formatted(file.key(), robust ? "robust lock" : "lock that goes through pthread"));
        }
        return self;
    }

    private boolean mutexIsThere(LockingThread self) {
        if (guarded) {
            memory.read(self.words);
        } else {
            memory.copy(self.words);
        }
        return MutexWords.initialised(self.words);
    }

    @Override
    int attempt(LockingThread self) {
        if (!mutexIsThere(self)) {
            throw noMutex("lock");
        }
        if (MutexWords.notRecoverable(self.words)) {
            return Errno.ENOTRECOVERABLE;
        }
        int errno = tryLock(self);
        if (errno == Errno.ENOTRECOVERABLE) {
            memory.strikeOut(self.tid);
        }
        taken(self, errno, "lock");
        // Asked to try a robust mutex that the thread holds, glibc speaks of a deadlock, which nobody who only tries is
        // in.
        return errno == Errno.EDEADLK ? Errno.EBUSY : errno;
    }

    private int tryLock(LockingThread self) {
        try {
            return Pthread.tryLock(address());
        } catch (InternalError e) {
            undo(self);
            throw e;
        }
    }

    /**
     * From JDK 18 on the error of an earlier access, of another region maybe, can be raised where C returns, which may have taken the
     * lock by then. The caller will not know that.
     */
    private void undo(LockingThread self) {
        if (MutexWords.holderTid(self.words) == self.tid) {
            return;
        }
        boolean gone = !memory.isThere() || file.mapping().replaced();
        if (robust && (gone || memory.heldBy(true, self.tid))) {
            self.links(file.mapping());
        }
        if (!gone && memory.heldBy(robust, self.tid)) {
            release(self);
        }
    }

    /** What glibc took on a page that was gone, and is zeros now, it linked, but nobody holds. */
    private void taken(LockingThread self, int errno, String operation) {
        if (errno != 0 && errno != Errno.EOWNERDEAD) {
            return;
        }
        if (robust) {
            self.links(file.mapping());
        }
        if (!memory.isThere()) {
            throw noMutex(operation);
        }
    }

    @Override
    int await(LockingThread self, long atMostNanos, boolean interruptible) {
        return MutexSelfCheck.wordsAreKnown()
                ? sleep(self, atMostNanos, interruptible)
                : awaitInGlibc(self, atMostNanos, interruptible);
    }

    /** Takes it by glibc's trylock, which does not say that others may sleep, as glibc does when it takes a lock after a sleep. */
    @Override
    int attemptOfSleeper(LockingThread self, boolean slept) {
        int errno = attempt(self);
        if (slept && errno == Errno.ENOTRECOVERABLE) {
            memory.wakeOne();
        } else if (slept && errno != Errno.EBUSY) {
            memory.announceOthers(robust, self.tid);
        }
        return errno;
    }

    /** Where the words are not known. */
    private int awaitInGlibc(LockingThread self, long atMostNanos, boolean interruptible) {
        long started = System.nanoTime();
        long leftNanos = atMostNanos;
        int errno = Errno.ETIMEDOUT;
        while (errno == Errno.ETIMEDOUT && leftNanos > 0) {
            if (interruptible && Thread.interrupted()) {
                return Errno.EINTR;
            }
            memory.copy(self.words);
            file.requireWhole("lock");
            // glibc would wait for a thread of C that asked by trylock, and left its sign when it was told so.
            if (MutexWords.notRecoverable(self.words)) {
                return Errno.ENOTRECOVERABLE;
            }
            errno = Pthread.lock(address(), MutexSleep.longestNanos(leftNanos, interruptible));
            taken(self, errno, "lock");
            leftNanos = atMostNanos - (System.nanoTime() - started);
        }
        return errno;
    }

    @Override
    boolean release(LockingThread self) {
        if (!(guarded ? memory.isThere() : mutexIsThere(self)) || Pthread.unlock(address()) != 0) {
            return false;
        }
        // glibc may have found zeros, and then has not taken its links away.
        if (robust && memory.isThere() && !file.mapping().replaced()) {
            self.unlinks(file.mapping());
        }
        return true;
    }

    /**
     * What was copied before the lock was taken names the holder that died, unless the lock changed hands during a wait: a
     * thread that lives is not it.
     */
    @Override
    void ownerDied(LockingThread self) {
        int tid = MutexWords.deadTid(self.words);
        LockState left = LockInspector.abandonedBy(ProcThread.lives(tid) ? MutexWords.NOBODY : tid);
        observer.abandoned(left);
        onAbandoned.accept(left);
    }

    @Override
    public void markConsistent() {
        LockingThread self = requireHolder("repair");
        file.requireWhole("repair");
        if (!mutexIsThere(self)) {
            throw noMutex("repair");
        }
        int errno = Pthread.consistent(address());
        if (errno != 0) {
            throw new ShmException(
                    file.key(),
                    "repair",
                    errno,
                    "cannot repair region \"%s\": its lock does not come from a holder that died, or was marked consistent already"
                            .formatted(file.key()));
        }
    }

    /**
     * A robust lock is recovered by taking it: the kernel says itself that the holder died. Only of one that had unmapped the
     * region it cannot, so that this is made up for first.
     */
    @Override
    public Optional<LockState> recover() {
        LockingThread self = self();
        if (!robust) {
            return MutexSelfCheck.wordsAreKnown() ? deadHolder.inherit(self) : Optional.empty();
        }
        if (state().state() != State.ABANDONED) {
            return Optional.empty();
        }
        gate.beginWait(self);
        try {
            file.requireWhole("recover");
            if (MutexSelfCheck.wordsAreKnown()) {
                deadHolder.mark(self);
            }
            int deadTid = memory.words().deadTid();
            int errno = attempt(self);
            if (errno == Errno.ENOTRECOVERABLE) {
                throw Errno.exception(file.key(), "recover", errno, "its lock was given back unrepaired");
            }
            if (errno == 0) {
                release(self);
            }
            if (errno != Errno.EOWNERDEAD) {
                return Optional.empty();
            }
            holding.taken(self);
            LockState left = LockInspector.abandonedBy(deadTid);
            observer.abandoned(left);
            markConsistent();
            return Optional.of(left);
        } finally {
            gate.endWait(self);
        }
    }
}
