package dev.shmkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Found as a service: writes down the events of every region of this JVM, without keeping the region. */
public final class RecordingListener implements RegionListener {
    private static final ConcurrentMap<String, List<String>> EVENTS = new ConcurrentHashMap<>();

    private static final ConcurrentMap<String, Runnable> AT_WAITS = new ConcurrentHashMap<>();

    /** Has the thread that is about to wait for a region's lock do something else first. */
    static void atWaits(String key, Runnable work) {
        AT_WAITS.put(key, work);
    }

    /** The events of one key, oldest first. */
    static List<String> events(String key) {
        List<String> copy = new ArrayList<>();
        EVENTS.computeIfPresent(key, (k, events) -> {
            copy.addAll(events);
            return events;
        });
        return copy;
    }

    private static void record(RegionInfo region, String event) {
        EVENTS.compute(region.key(), (key, events) -> {
            List<String> all = events == null ? new ArrayList<>() : events;
            all.add(event + " " + region.role() + " " + region.sizeBytes());
            return all;
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
        AT_WAITS.getOrDefault(region.key(), () -> {}).run();
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
