package dev.shmkit;

import java.io.Serial;

/**
 * No complete region appeared under the key before the timeout; the message says how long it waited and what was missing.
 */
public final class AttachTimeoutException extends ShmException {
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
    public AttachTimeoutException(String key, String operation, int errno, String message) {
        super(key, operation, errno, message);
    }
}
