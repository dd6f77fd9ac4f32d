package dev.shmkit.jmx.internal.describe;

import org.jspecify.annotations.Nullable;

/**
 * Exceptions as every client can read them. One of shmkit's own classes would reach a client that has no shmkit, as JConsole,
 * as a ClassNotFoundException; what counts for it is the message.
 */
final class ClientExceptions {
    private ClientExceptions() {}

    static RuntimeException of(RuntimeException failure) {
        return known(failure) ? failure : new IllegalStateException(failure.getMessage());
    }

    private static boolean known(Throwable thrown) {
        for (@Nullable Throwable part = thrown; part != null; part = part.getCause()) {
            if (!part.getClass().getName().startsWith("java")) {
                return false;
            }
        }
        return true;
    }
}
