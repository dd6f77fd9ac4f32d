package dev.shmkit.jmx.internal.access;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Writes down, to the logger {@code dev.shmkit.jmx.audit}, who changed what and who was refused. Thread-safe. */
public final class AuditLog {
    static final String LOGGER = "dev.shmkit.jmx.audit";

    private static final Logger LOG = System.getLogger(LOGGER);

    void changes(String user, String what) {
        LOG.log(Level.INFO, () -> "%s: %s".formatted(quoted(user), quoted(what)));
    }

    void failed(String user, String what, Throwable cause) {
        LOG.log(Level.INFO, () -> "%s: %s failed: %s".formatted(quoted(user), quoted(what), quoted(cause.toString())));
    }

    void refused(String user, String what) {
        LOG.log(Level.WARNING, () -> "%s: %s refused".formatted(quoted(user), quoted(what)));
    }

    void loginRefused(String user) {
        LOG.log(Level.WARNING, () -> "%s: login refused".formatted(quoted(user)));
    }

    /** What clients send must not look like lines of this log. */
    private static String quoted(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
