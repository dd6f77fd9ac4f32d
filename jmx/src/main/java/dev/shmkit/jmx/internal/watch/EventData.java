package dev.shmkit.jmx.internal.watch;

import dev.shmkit.LockHolder;
import dev.shmkit.RegionInfo;
import dev.shmkit.host.RegionSummary;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/** What events tell programs. As composite data, which every client can read without shmkit's classes. */
final class EventData {
    private EventData() {}

    static Map<String, Object> of(RegionInfo region) {
        return region(region.name(), region.path().toString(), region.sizeBytes());
    }

    static Map<String, Object> of(RegionSummary region) {
        return region(region.key(), region.path().toString(), region.sizeBytes());
    }

    private static Map<String, Object> region(String key, String path, long sizeBytes) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("key", key);
        data.put("path", path);
        data.put("sizeBytes", sizeBytes);
        return data;
    }

    static void putHolder(Map<String, Object> data, LockHolder holder) {
        data.put("pid", holder.pid());
        data.put("tid", holder.tid());
        data.put("process", holder.process());
        data.put("thread", holder.thread());
    }

    static CompositeData composite(HostEvent event) {
        String[] names = event.data().keySet().toArray(String[]::new);
        OpenType<?>[] types =
                event.data().values().stream().map(EventData::type).toArray(OpenType<?>[]::new);
        try {
            CompositeType type = new CompositeType(
                    event.type().notificationType(), event.type().description(), names, names, types);
            return new CompositeDataSupport(type, event.data());
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OpenType<?> type(Object value) {
        try {
            if (value instanceof String) {
                return SimpleType.STRING;
            }
            if (value instanceof Boolean) {
                return SimpleType.BOOLEAN;
            }
            if (value instanceof Integer) {
                return SimpleType.INTEGER;
            }
            if (value instanceof Long) {
                return SimpleType.LONG;
            }
            return value instanceof String[]
                    ? new ArrayType<>(1, SimpleType.STRING)
                    : new ArrayType<>(SimpleType.LONG, true);
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }
}
