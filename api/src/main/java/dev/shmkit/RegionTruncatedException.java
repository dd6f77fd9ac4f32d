package dev.shmkit;

import java.io.Serial;

/**
 * Another process made the region's file shorter than what is mapped here, so that its pages are gone. Close the region;
 * its data cannot be trusted any more.
 */
public final class RegionTruncatedException extends ShmException {
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
    public RegionTruncatedException(String key, String operation, int errno, String message) {
        super(key, operation, errno, message);
    }
}
