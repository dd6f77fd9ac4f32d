package dev.shmkit;

/**
 * A lock that was taken over from a holder that is gone, held by the calling thread until {@link #close()}. Between the two,
 * look at the data: the holder may have died in the middle of a change.
 */
public final class RecoveredLock implements AutoCloseable {
    private final LockState left;
    private final ScopedLock lock;

    RecoveredLock(LockState left, ScopedLock lock) {
        this.left = left;
        this.lock = lock;
    }

    /**
     * Tells what was left behind.
     *
     * @return the state ABANDONED, with the holder's thread id, and its pid where /proc still knows it
     */
    public LockState left() {
        return left;
    }

    /**
     * Gives the lock back and wakes whoever waits for it. Closing again does nothing.
     *
     * @throws LockNotOwnedException when the calling thread is not the one that recovered the lock
     */
    @Override
    public void close() {
        lock.close();
    }

    /** The region whose lock it is, and whether it was closed; as {@code recovered lock of /demo (held)}. */
    @Override
    public String toString() {
        return "recovered " + lock;
    }
}
