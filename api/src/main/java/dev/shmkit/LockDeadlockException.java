package dev.shmkit;

import java.io.Serial;

/**
 * The calling thread holds this region's lock already; waiting for itself would never end (EDEADLK, see
 * pthread_mutex_lock(3p) for PTHREAD_MUTEX_ERRORCHECK).
 */
public final class LockDeadlockException extends ShmException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * For shmkit's own modules; applications only catch these.
     *
     * @param key the region's key as the caller gave it
     * @param operation the verb that failed
     * @param errno the error number, 0 when none was involved
     * @param message what failed and what to do next
     */
    public LockDeadlockException(String key, String operation, int errno, String message) {
        super(key, operation, errno, message);
    }
}
