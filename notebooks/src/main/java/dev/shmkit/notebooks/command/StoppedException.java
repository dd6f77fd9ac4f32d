package dev.shmkit.notebooks.command;

import java.io.Serial;

/** This process is being ended by a signal: there is nothing to say, and the exit status is the signal's. */
final class StoppedException extends InterruptedException {
    @Serial
    private static final long serialVersionUID = 1L;
}
