package dev.shmkit.internal.proc;

import java.io.Serial;

/** The process or thread asked about does not exist (any more). */
public final class ProcessGoneException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    ProcessGoneException(long id) {
        super("process or thread " + id + " is gone", null, false, false);
    }
}
