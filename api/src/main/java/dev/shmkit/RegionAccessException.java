package dev.shmkit;

import java.io.Serial;

/**
 * The region or its directory does not permit this to the calling user (EACCES, EPERM, EROFS).
 */
public final class RegionAccessException extends ShmException {
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
    public RegionAccessException(String key, String operation, int errno, String message) {
        super(key, operation, errno, message);
    }
}
