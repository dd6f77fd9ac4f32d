package dev.shmkit;

import java.io.Serial;

/**
 * A region with this key exists already (EEXIST), or it exists with another size than the one asked for.
 */
public final class RegionExistsException extends ShmException {
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
    public RegionExistsException(String key, String operation, int errno, String message) {
        super(key, operation, errno, message);
    }
}
