package dev.shmkit;

import java.io.Serial;

/**
 * The calling thread does not hold the lock that it tried to release, or to declare consistent (EPERM, see
 * pthread_mutex_unlock(3p) for PTHREAD_MUTEX_ERRORCHECK). The lock stays as it is.
 */
public final class LockNotOwnedException extends ShmException {
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
    public LockNotOwnedException(String key, String operation, int errno, String message) {
        super(key, operation, errno, message);
    }
}
