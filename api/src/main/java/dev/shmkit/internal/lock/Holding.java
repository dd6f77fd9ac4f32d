package dev.shmkit.internal.lock;

import org.jspecify.annotations.Nullable;

/** Which thread of this process holds a mutex through one opening, how often and how long. */
final class Holding {
    private static final long NOBODY = 0;

    /** One hold in so many is measured: reading the clock costs more than the lock. A power of two. */
    private static final long SAMPLING = 1024;

    private final LockTally tally;
    private final RegionMutex.Observer observer;

    // Written only by the thread that holds the lock; read by anybody, who may see them late. The number is the latest
    // one's while it still holds the lock, else 0; nobody but a thread itself ever writes its number.
    private @Nullable LockingThread latest;
    private long holderNumber;
    private long heldSinceNanos;

    Holding(LockTally tally, RegionMutex.Observer observer) {
        this.tally = tally;
        this.observer = observer;
    }

    /** The calling thread: mostly the one that held the lock latest, and then it need not be looked up. */
    LockingThread self() {
        @Nullable LockingThread known = latest;
        return known != null && known.thread == Thread.currentThread() ? known : LockingThread.current();
    }

    /** The calling thread if it took the lock through this opening, else nobody. */
    @Nullable
    LockingThread selfAsHolder() {
        @Nullable LockingThread self = latest;
        return self != null && self.thread == Thread.currentThread() && self.number == holderNumber ? self : null;
    }

    /** The thread that took the lock through this opening and has not given it back; it may have ended. */
    @Nullable
    LockingThread holder() {
        return nobody() ? null : latest;
    }

    long acquisitions() {
        return tally.acquisitions();
    }

    boolean nobody() {
        return holderNumber == NOBODY;
    }

    /** The thread that took the lock ended without giving it back. Once a thread is seen to have ended, all is seen that it wrote. */
    boolean holderEnded() {
        @Nullable LockingThread holder = holder();
        return holder != null && !holder.thread.isAlive() && holderNumber == holder.number;
    }

    boolean neverTaken() {
        return tally.acquisitions() == 0;
    }

    /** The calling thread has the lock and did not wait for it. */
    void taken(LockingThread self) {
        heldBy(self);
        if ((tally.countAcquisition() & (SAMPLING - 1)) == 0) {
            heldSinceNanos = System.nanoTime();
        }
    }

    /** The calling thread has the lock, after a wait. */
    void takenAfterWait(LockingThread self, long sinceNanos) {
        long now = System.nanoTime();
        long waitNanos = now - sinceNanos;
        heldBy(self);
        tally.countWait(waitNanos);
        self.acquisitionsAtTurn = tally.acquisitions();
        heldSinceNanos = now;
        observer.waited(waitNanos);
    }

    /** The calling thread waited until its time was over, or until it was interrupted. */
    void gaveUp(boolean timedOut, long sinceNanos) {
        if (timedOut) {
            tally.countTimeout();
        }
        observer.gaveUp(System.nanoTime() - sinceNanos);
    }

    /**
     * How often the lock was taken through this opening since the calling thread last got it after a wait. A rough figure: it is
     * wrong after a wait for another mutex, and counts what other threads of this process did.
     */
    long turn(LockingThread self) {
        return tally.acquisitions() - self.acquisitionsAtTurn;
    }

    private void heldBy(LockingThread self) {
        if (latest != self) {
            change(GlibcMutex.OUT_OF_LINE, self);
        }
        holderNumber = self.number;
    }

    /** The collector's write barrier is much code, kept out of line: see docs/DESIGN.md, "Compiled code stays small". */
    private void change(int steps, LockingThread self) {
        if (steps > 0) {
            change(steps - 1, self);
        } else {
            latest = self;
        }
    }

    /** The calling thread is giving the lock back; afterwards nobody here is said to hold it. Gives a started measurement. */
    long givingBack() {
        long since = heldSinceNanos;
        heldSinceNanos = 0;
        holderNumber = NOBODY;
        return since;
    }

    /** Ends a measurement that {@link #givingBack} gave, 0 for none. */
    void measured(long sinceNanos) {
        if (sinceNanos != 0) {
            observer.held(System.nanoTime() - sinceNanos);
        }
    }
}
