package dev.shmkit.internal.region;

import dev.shmkit.RegionInfo;
import dev.shmkit.RegionListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/**
 * Passes events to the listeners on the class path. A listener that fails, in whatever way, is logged and harms nobody:
 * the lock may be held by a thread that has no handle on it yet.
 */
public final class RegionListeners {
    private static final Logger LOG = System.getLogger("dev.shmkit");
    private static final ListenerFailures FAILURES = new ListenerFailures(LOG);
    private static final List<RegionListener> LISTENERS = load();

    private RegionListeners() {}

    private static List<RegionListener> load() {
        List<RegionListener> found = new ArrayList<>();
        Iterator<RegionListener> services = ServiceLoader.load(
                        RegionListener.class, RegionListener.class.getClassLoader())
                .iterator();
        while (true) {
            try {
                if (!services.hasNext()) {
                    return List.copyOf(found);
                }
                found.add(services.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                LOG.log(Level.WARNING, "a RegionListener could not be loaded", e);
            }
        }
    }

    /** Tells every listener of one measured hold, which is so frequent that it must not allocate. */
    public static void publishHold(RegionInfo region, long holdNanos) {
        for (int i = 0; i < LISTENERS.size(); i++) {
            RegionListener listener = LISTENERS.get(i);
            try {
                listener.lockHeld(region, holdNanos);
            } catch (Throwable e) {
                FAILURES.failed(listener, e);
            }
        }
    }

    /** Tells every listener. */
    public static void publish(Consumer<RegionListener> event) {
        for (RegionListener listener : LISTENERS) {
            try {
                event.accept(listener);
            } catch (Throwable e) {
                FAILURES.failed(listener, e);
            }
        }
    }
}
