package dev.shmkit;

import java.io.Serial;

/**
 * The lock of a robust region came from a holder that died (EOWNERDEAD): the data may be half changed. <b>The calling thread
 * holds the lock now.</b> It looks at the data, repairs them, calls {@link #markConsistent()} and closes {@link #lock()}:
 *
 * <pre>{@code
 * } catch (AbandonedLockException e) {
 *     try (ScopedLock lock = e.lock()) {
 *         repair(region);
 *         e.markConsistent();
 *     }
 * }
 * }</pre>
 *
 * <p>Closing the lock without having marked the data consistent makes it unusable for everybody (ENOTRECOVERABLE). See
 * pthread_mutexattr_setrobust(3).
 */
public final class AbandonedLockException extends ShmException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ScopedLock lock;
    private final transient LockState left;

    AbandonedLockException(String key, int errno, LockState left, ScopedLock lock) {
        super(
                key,
                "lock",
                errno,
                "the lock of region \"%s\" came from a holder that died (EOWNERDEAD, %s); it is held now: repair the data, call markConsistent() and close lock(); or, where it was locked through shm(…), lock it again with onAbandoned(repair)"
                        .formatted(key, left));
        this.lock = lock;
        this.left = left;
    }

    /**
     * Gives the lock, held by the thread that this was thrown to.
     *
     * @return the lock, to be closed by that thread
     */
    public ScopedLock lock() {
        return lock;
    }

    /**
     * Tells what the lock looked like.
     *
     * @return the state ABANDONED, with the dead holder's thread id where it is known
     */
    public LockState left() {
        return left;
    }

    /**
     * Declares the data repaired, so that the lock can go on living.
     *
     * @throws LockNotOwnedException when the calling thread does not hold the lock
     * @throws ShmException with errno 22 (EINVAL) when that was declared before
     */
    public void markConsistent() {
        lock.markConsistent();
    }
}
