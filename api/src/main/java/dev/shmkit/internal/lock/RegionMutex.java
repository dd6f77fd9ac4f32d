package dev.shmkit.internal.lock;

import dev.shmkit.LockState;
import dev.shmkit.internal.memory.MappedFile;
import dev.shmkit.internal.mutex.MutexSelfCheck;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The lock of one opening of a region. The seam between the public API and the ways to lock: in Java with glibc's words
 * ({@link JavaMutex}), through pthread ({@link PthreadMutex}), or not at all ({@link NoMutex}). Thread-safe.
 */
public interface RegionMutex {
    /** Told about what is rare enough to be told: called by the thread concerned. */
    interface Observer {
        /** A wait for the lock begins. */
        void waiting();

        /** The lock was taken after a wait; it is held now. */
        void waited(long waitNanos);

        /** A wait has ended without the lock. */
        void gaveUp(long waitNanos);

        /** One of the holds that are measured has ended. */
        void held(long holdNanos);

        /** The lock was taken from a holder that is gone; it is held now. */
        void abandoned(LockState left);
    }

    /**
     * The way to lock that fits a region's mutex and this machine.
     *
     * @param header a view of the region's first bytes
     * @param tally where to count
     * @param onAbandoned called with a robust lock held whose holder died; what it throws reaches whoever locks
     */
    static RegionMutex of(
            MappedFile file, ByteBuffer header, LockTally tally, Observer observer, Consumer<LockState> onAbandoned) {
        boolean java = MutexSelfCheck.javaLocks() && !file.robust();
        return java
                ? new JavaMutex(file, header, tally, observer)
                : new PthreadMutex(file, header, tally, observer, onAbandoned);
    }

    /** Waits until the calling thread holds the lock. */
    void lock();

    /** Waits until the calling thread holds the lock or is interrupted. */
    void lockInterruptibly() throws InterruptedException;

    /** Takes the lock if it is free. */
    boolean tryLock();

    /** Waits for the lock until the timeout is over. */
    boolean tryLock(Duration timeout);

    /** Releases the lock that the calling thread holds. */
    void unlock();

    /** What can be seen of the lock, without taking it. */
    LockState state();

    /** Declares the data repaired, while the calling thread holds a robust lock whose holder died. */
    void markConsistent();

    /**
     * Takes the lock over from a holder that is gone. Of many that try, one succeeds; none while the holder lives.
     *
     * @return what the lock looked like, now held by the calling thread; empty when it was not abandoned
     */
    Optional<LockState> recover();

    /**
     * Ends locking through this opening, for good.
     *
     * @param ended is run before anybody is told that the lock is closed, so that the region is, too
     * @throws IllegalStateException while a thread of this process holds the lock through it, or waits to
     */
    void shutDown(Runnable ended);

    /** The region's key as the caller gave it. */
    String key();
}
