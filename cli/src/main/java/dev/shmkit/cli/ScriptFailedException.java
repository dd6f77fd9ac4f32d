package dev.shmkit.cli;

import java.io.Serial;

/** A script did not compile, or threw. The message says where. */
final class ScriptFailedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    ScriptFailedException(String message) {
        super(message);
    }
}
