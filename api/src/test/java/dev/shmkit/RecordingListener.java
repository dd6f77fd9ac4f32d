package dev.shmkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Found as a service: writes down the events of every region of this JVM, without keeping the region. */
public final class RecordingListener implements RegionListener {
    private static final ConcurrentMap<String, List<String>> EVENTS = new ConcurrentHashMap<>();

    /** The events of one key, oldest first. */
    static List<String> events(String key) {
        return EVENTS.compute(key, (k, events) -> events == null ? List.of() : List.copyOf(events));
    }

    private static void record(RegionInfo region, String event) {
        EVENTS.compute(region.key(), (key, events) -> {
            List<String> longer = new ArrayList<>(events == null ? List.of() : events);
            longer.add(event + " " + region.role() + " " + region.sizeBytes());
            return longer;
        });
    }

    @Override
    public void opened(SharedMemory region) {
        record(region.info(), region.isOpen() ? "opened" : "opened too late");
    }

    @Override
    public void closed(RegionInfo region) {
        record(region, "closed");
    }

    @Override
    public void unlinked(RegionInfo region) {
        record(region, "unlinked");
    }

    @Override
    public void lockWaiting(RegionInfo region) {
        record(region, "waiting");
    }

    @Override
    public void lockWaited(RegionInfo region, long waitNanos) {
        record(region, waitNanos > 0 ? "waited" : "waited for no time");
    }

    @Override
    public void lockNotTaken(RegionInfo region, long waitNanos) {
        record(region, waitNanos > 0 ? "gave up" : "gave up at once");
    }
}
