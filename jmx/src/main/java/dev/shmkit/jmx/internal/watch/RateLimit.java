package dev.shmkit.jmx.internal.watch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Lets so many events of a type through in a time, and says afterwards how many it has left out. Not thread-safe. */
final class RateLimit {
    private final int most;
    private final long windowNanos;
    private final Map<HostEventType, Integer> counts = new EnumMap<>(HostEventType.class);
    private final Map<HostEventType, Integer> missed = new EnumMap<>(HostEventType.class);
    private long windowStart;

    RateLimit(int most, long windowNanos) {
        this.most = most;
        this.windowNanos = windowNanos;
    }

    /** What was left out in a window that is over; mostly nothing. */
    List<HostEvent> leftOut(long nowNanos) {
        List<HostEvent> events = new ArrayList<>();
        if (nowNanos - windowStart >= windowNanos) {
            counts.forEach((type, count) -> missed(type, Math.max(0, count - most)));
            missed.forEach((type, count) -> {
                if (count > 0) {
                    events.add(leftOut(type, count));
                }
            });
            counts.clear();
            missed.clear();
            windowStart = nowNanos;
        }
        return events;
    }

    private static HostEvent leftOut(HostEventType type, int count) {
        String name = type.notificationType();
        return new HostEvent(
                HostEventType.LEFT_OUT,
                name,
                "%d more of %s were left out".formatted(count, name),
                Map.of("type", name, "count", count));
    }

    /** So many were lost before they came here. */
    void missed(HostEventType type, int count) {
        missed.merge(type, count, Integer::sum);
    }

    boolean allows(HostEvent event) {
        return counts.merge(event.type(), 1, Integer::sum) <= most;
    }
}
