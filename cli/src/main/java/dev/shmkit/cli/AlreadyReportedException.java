package dev.shmkit.cli;

import java.io.Serial;

/** The command failed and has said so itself, better than a single line could. */
final class AlreadyReportedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    AlreadyReportedException(String message) {
        super(message);
    }
}
