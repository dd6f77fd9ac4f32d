package dev.shmkit;

import java.io.Serial;

/**
 * Something about a region failed. The message names the region, what failed and what to do next; the accessors carry
 * the same facts for programs. Subclasses exist only where callers branch.
 */
public class ShmException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String operation;
    private final int errno;

    /**
     * For shmkit's own modules; applications only catch these.
     *
     * @param key the region's key as the caller gave it
     * @param operation the verb that failed, such as {@code "create"} or {@code "lock"}
     * @param errno the kernel's or glibc's error number, 0 when none was involved
     * @param message what failed and what to do next
     */
    public ShmException(String key, String operation, int errno, String message) {
        super(message);
        this.key = key;
        this.operation = operation;
        this.errno = errno;
    }

    /**
     * Tells which region failed.
     *
     * @return the region's key as the caller gave it
     */
    public String key() {
        return key;
    }

    /**
     * Tells which operation failed.
     *
     * @return the verb, such as {@code "create"}, {@code "attach"} or {@code "lock"}
     */
    public String operation() {
        return operation;
    }

    /**
     * Tells the error number behind the failure, see errno(3).
     *
     * @return the error number, 0 when none was involved
     */
    public int errno() {
        return errno;
    }
}
