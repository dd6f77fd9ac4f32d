package dev.shmkit;

import java.io.Serial;

/**
 * No region has this key: nothing is there, or the name went away before the operation could use it (ENOENT).
 */
public final class RegionNotFoundException extends ShmException {
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
    public RegionNotFoundException(String key, String operation, int errno, String message) {
        super(key, operation, errno, message);
    }
}
