package dev.shmkit.internal.errno;

import dev.shmkit.ShmException;
import java.io.Serial;

/** A system call failed. Carries no stack trace: it is turned into a {@link ShmException} a few frames up. */
public final class ErrnoException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int errno;

    /** For an error number of a call. */
    public ErrnoException(int errno) {
        super("errno " + errno, null, false, false);
        this.errno = errno;
    }

    public int errno() {
        return errno;
    }

    /** The exception a user sees, see {@link Errno#exception}. */
    public ShmException on(String key, String operation, String detail) {
        return Errno.exception(key, operation, errno, detail);
    }
}
