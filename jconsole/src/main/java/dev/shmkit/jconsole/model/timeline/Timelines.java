package dev.shmkit.jconsole.model.timeline;

import dev.shmkit.jconsole.model.HostLook;
import dev.shmkit.jconsole.model.Region;
import java.util.HashMap;
import java.util.Map;

/** The recent past of every lock. Belongs to one thread. */
public final class Timelines {
    /** How far back it goes. */
    public static final long KEPT_MILLIS = 10 * 60_000;

    private final Map<String, Timeline> byPath = new HashMap<>();

    /** Adds what a look saw. */
    public void add(HostLook look) {
        long oldest = look.millis() - KEPT_MILLIS;
        for (Region region : look.regions()) {
            byPath.computeIfAbsent(region.path(), path -> new Timeline()).add(region, look.millis());
        }
        byPath.values().removeIf(timeline -> timeline.endedBefore(oldest));
        byPath.values().forEach(timeline -> timeline.forget(oldest));
    }

    /** One lock's past; empty when it has not been seen. */
    public Timeline of(String path) {
        return byPath.getOrDefault(path, new Timeline());
    }
}
