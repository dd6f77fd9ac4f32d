package dev.shmkit.internal.region;

import dev.shmkit.RegionListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logs what listeners throw: the first exception of a class as a warning, later ones at level DEBUG. A listener that fails when
 * one thread waits for a lock fails at the next, too, and that can be many thousands a second.
 */
final class ListenerFailures {
    private record Kind(Class<?> listener, Class<?> cause) {}

    private final Set<Kind> told = ConcurrentHashMap.newKeySet();
    private final Logger log;

    ListenerFailures(Logger log) {
        this.log = log;
    }

    /** Asks the cause for nothing but its class: its methods may fail as well, and the caller may hold a lock. */
    void failed(RegionListener listener, Throwable cause) {
        String name = listener.getClass().getName();
        if (told.add(new Kind(listener.getClass(), cause.getClass()))) {
            log.log(Level.WARNING, name + " failed; when it throws the like again, only level DEBUG tells", cause);
        } else {
            log.log(Level.DEBUG, name + " failed", cause);
        }
    }
}
