package dev.shmkit;

import java.io.Serial;

/**
 * There is no room for the region: the file system, the memory or a limit is exhausted (ENOSPC, ENOMEM, EFBIG, EDQUOT).
 */
public final class RegionSpaceException extends ShmException {
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
    public RegionSpaceException(String key, String operation, int errno, String message) {
        super(key, operation, errno, message);
    }
}
