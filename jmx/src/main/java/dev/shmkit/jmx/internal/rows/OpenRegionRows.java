package dev.shmkit.jmx.internal.rows;

import dev.shmkit.LockHolder;
import dev.shmkit.host.RegionMapper;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.host.RegionSummary;
import dev.shmkit.host.RegionWaiter;
import dev.shmkit.jmx.data.LockHolderData;
import dev.shmkit.jmx.data.MapperData;
import dev.shmkit.jmx.data.RegionRow;
import dev.shmkit.jmx.data.WaiterData;
import java.beans.ConstructorProperties;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import org.jspecify.annotations.Nullable;

/**
 * Makes at once what JMX would make of a list of {@link RegionRow}s by calling every getter of every row: the same open data
 * of the same type. Values that repeat from row to row are one object, which goes over the wire once. Rows of regions that are
 * as they were are kept from table to table: making one takes about half as long as looking at its region. So callers in this
 * JVM, too, must not change the arrays in a row. Thread-safe.
 */
public final class OpenRegionRows {
    private static final String[] ROW = columns(RegionRow.class);
    private static final String[] HOLDER = columns(LockHolderData.class);
    private static final String[] WAITER = columns(WaiterData.class);
    private static final String[] MAPPER = columns(MapperData.class);
    private static final CompositeData[] NONE = {};

    /** So many more shared values than a whole table needs, besides once as many, are let pile up before all are forgotten. */
    private static final int SPARE = 1000;

    private final CompositeType row;
    private final CompositeType holder;
    private final CompositeType waiter;
    private final CompositeType mapper;
    private final Map<Object, Object> shared = new ConcurrentHashMap<>();
    private volatile Map<RegionSnapshot, CompositeData> rows = Map.of();
    private volatile int mostShared = SPARE;

    /**
     * A table that was never asked for.
     *
     * @param type the open type of a list of rows
     */
    public OpenRegionRows(OpenType<?> type) {
        this.row = element(type);
        this.holder = (CompositeType) row.getType("lockHolder");
        this.waiter = element(row.getType("waiters"));
        this.mapper = element(row.getType("mappers"));
    }

    /** What JMX makes of a class has the names that its constructor says its parameters stand for. */
    private static String[] columns(Class<?> data) {
        return Stream.of(data.getConstructors())
                .flatMap(made -> Stream.ofNullable(made.getAnnotation(ConstructorProperties.class)))
                .findFirst()
                .orElseThrow()
                .value();
    }

    /**
     * Gives the rows, made on several processors when they are many.
     *
     * @param regions what was seen
     * @return a row for each, in the same order
     */
    public CompositeData[] of(List<RegionSnapshot> regions) {
        if (shared.size() > mostShared) {
            shared.clear();
            rows = Map.of();
        }
        Map<RegionSnapshot, CompositeData> known = rows;
        boolean allAnew = known.isEmpty();
        Map<RegionSnapshot, CompositeData> now = new ConcurrentHashMap<>(2 * regions.size());
        CompositeData[] made = new CompositeData[regions.size()];
        IntStream.range(0, made.length).parallel().forEach(i -> {
            RegionSnapshot region = regions.get(i);
            @Nullable CompositeData same = known.get(region);
            made[i] = same == null ? row(region) : same;
            now.put(region, made[i]);
        });
        rows = now;
        if (allAnew) {
            mostShared = SPARE + 2 * shared.size();
        }
        return made;
    }

    private static CompositeType element(OpenType<?> array) {
        return (CompositeType) ((ArrayType<?>) array).getElementOpenType();
    }

    private CompositeData row(RegionSnapshot snapshot) {
        RegionSummary region = snapshot.summary();
        return composite(
                row,
                ROW,
                region.key(),
                region.path().toString(),
                region.format().name(),
                share(region.sizeBytes()),
                share(snapshot.residentBytes()),
                region.attributes().secure(),
                share(region.attributes().mode()),
                share(region.attributes().owner()),
                share(region.attributes().uid()),
                share(region.attributes().gid()),
                share(snapshot.created().toEpochMilli()),
                share(region.creatorPid()),
                snapshot.creator().name(),
                snapshot.usage().name(),
                region.lockState().state().name(),
                region.lockState().holder().map(this::holder).orElse(null),
                each(snapshot.waiters(), this::waiter),
                each(snapshot.mappers(), this::mapper));
    }

    private CompositeData holder(LockHolder seen) {
        return composite(
                holder,
                HOLDER,
                share(seen.pid()),
                seen.tid(),
                share(seen.process()),
                seen.thread(),
                share(seen.uid()),
                seen.stopped());
    }

    private CompositeData waiter(RegionWaiter seen) {
        return composite(
                waiter,
                WAITER,
                share(seen.pid()),
                seen.tid(),
                share(seen.process()),
                seen.thread(),
                share(seen.uid()),
                seen.certain(),
                seen.timed());
    }

    /** A process that maps many regions is one object, too. */
    private CompositeData mapper(RegionMapper seen) {
        return (CompositeData) shared.computeIfAbsent(
                seen, it -> composite(mapper, MAPPER, seen.pid(), seen.process(), seen.uid(), seen.stopped()));
    }

    private static <T> CompositeData[] each(List<T> seen, Function<T, CompositeData> convert) {
        return seen.isEmpty() ? NONE : seen.stream().map(convert).toArray(CompositeData[]::new);
    }

    private Object share(Object value) {
        Object known = shared.putIfAbsent(value, value);
        return known == null ? value : known;
    }

    private static CompositeData composite(CompositeType type, String[] names, @Nullable Object... values) {
        try {
            return new CompositeDataSupport(type, names, values);
        } catch (OpenDataException e) {
            throw new IllegalStateException("%s has other columns".formatted(type), e);
        }
    }
}
