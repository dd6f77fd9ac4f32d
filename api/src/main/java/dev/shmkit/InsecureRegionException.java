package dev.shmkit;

import java.io.Serial;

/**
 * A secure region was asked for, but the one that exists gives permissions to its group or to others.
 */
public final class InsecureRegionException extends ShmException {
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
    public InsecureRegionException(String key, String operation, int errno, String message) {
        super(key, operation, errno, message);
    }
}
