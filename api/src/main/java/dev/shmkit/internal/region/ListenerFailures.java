package dev.shmkit.internal.region;

import dev.shmkit.RegionListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logs what listeners throw: the first failure of a kind as a warning with its stack, the rest for who asks. A listener
 * that fails at one lock fails at the next, and there can be a million in a second.
 */
final class ListenerFailures {
    private record Kind(Class<?> listener, Class<?> cause) {}

    private final Set<Kind> told = ConcurrentHashMap.newKeySet();
    private final Logger log;

    ListenerFailures(Logger log) {
        this.log = log;
    }

    void failed(RegionListener listener, Throwable cause) {
        String name = listener.getClass().getName();
        if (told.add(new Kind(listener.getClass(), cause.getClass()))) {
            log.log(Level.WARNING, name + " failed; when it fails like this again, only level DEBUG tells", cause);
        } else {
            log.log(Level.DEBUG, () -> name + " failed: " + cause);
        }
    }
}
