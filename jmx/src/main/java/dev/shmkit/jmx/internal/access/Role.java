package dev.shmkit.jmx.internal.access;

import java.util.Locale;
import java.util.Optional;

/** What a user of the connector may do. */
public enum Role {
    /** Nothing. */
    NOBODY,
    /** Read attributes, listen to notifications, and call operations whose impact is {@code INFO}. */
    MONITOR,
    /** Everything. */
    CONTROL;

    /** Reads a role from an access file; the JDK's words for them are understood as well. */
    static Optional<Role> parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "monitor", "readonly" -> Optional.of(MONITOR);
            case "control", "readwrite" -> Optional.of(CONTROL);
            default -> Optional.empty();
        };
    }

    boolean permits(Role needed) {
        return compareTo(needed) >= 0;
    }
}
