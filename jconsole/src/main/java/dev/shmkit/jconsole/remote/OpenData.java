package dev.shmkit.jconsole.remote;

import dev.shmkit.jconsole.model.LockStatus;
import dev.shmkit.jconsole.model.LockThread;
import dev.shmkit.jconsole.model.Mapper;
import dev.shmkit.jconsole.model.ProcessId;
import dev.shmkit.jconsole.model.Region;
import dev.shmkit.jconsole.model.Waiter;
import java.util.List;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/** Reads the rows of the Host bean by the names of their columns. A column that an older bean does not have is empty. */
final class OpenData {
    private OpenData() {}

    static Region region(CompositeData row) {
        return new Region(
                text(row, "key"),
                text(row, "path"),
                text(row, "format"),
                number(row, "sizeBytes"),
                text(row, "mode"),
                text(row, "owner"),
                text(row, "usage"),
                LockStatus.of(text(row, "lockState")),
                value(row, "lockHolder") instanceof CompositeData holder ? thread(holder) : null,
                list(row, "waiters").map(OpenData::waiter).toList(),
                list(row, "mappers").map(OpenData::mapper).toList());
    }

    private static LockThread thread(CompositeData data) {
        return new LockThread(process(data), number(data, "tid"), text(data, "thread"), flag(data, "stopped"));
    }

    private static Waiter waiter(CompositeData data) {
        return new Waiter(thread(data), flag(data, "certain"), flag(data, "timed"));
    }

    private static Mapper mapper(CompositeData data) {
        return new Mapper(process(data), flag(data, "stopped"));
    }

    private static ProcessId process(CompositeData data) {
        return new ProcessId(number(data, "pid"), text(data, "process"));
    }

    /** The rows of a list, which open data carries as an array. */
    static List<CompositeData> rows(@Nullable Object value) {
        return value instanceof CompositeData[] rows ? List.of(rows) : List.of();
    }

    private static Stream<CompositeData> list(CompositeData data, String column) {
        return rows(value(data, column)).stream();
    }

    static String text(CompositeData data, String column) {
        return value(data, column) instanceof String text ? text : "";
    }

    private static long number(CompositeData data, String column) {
        return value(data, column) instanceof Number number ? number.longValue() : -1;
    }

    private static boolean flag(CompositeData data, String column) {
        return Boolean.TRUE.equals(value(data, column));
    }

    private static @Nullable Object value(CompositeData data, String column) {
        return data.containsKey(column) ? data.get(column) : null;
    }
}
