package dev.shmkit.benchmarks.rows;

import dev.shmkit.benchmarks.contest.Fixed;
import dev.shmkit.benchmarks.contest.Row;
import dev.shmkit.benchmarks.host.ManyRegions;
import dev.shmkit.benchmarks.host.RegionUsers;
import dev.shmkit.host.HostRegions;
import java.util.List;

/** What it costs to look at a machine full of regions and processes, against the time it may take. */
final class HostRows {
    private static final int REGIONS = 1000;
    private static final int PROCESSES = 200;
    private static final int MANY = 10_000;

    /** Longer than what disturbs them, such as seconds of a compiler on one of two processors. */
    private static final int LISTINGS = 101;

    private static final double ALLOWED_NANOS = 150e6;
    private static final double ALLOWED_FOR_BEANS_NANOS = 1e9;

    private HostRows() {}

    static List<Row> rows() {
        return List.of(
                row("snapshot", HostRegions::snapshot),
                row("findDeadlocks", HostRegions::findDeadlocks),
                row("list", HostRegions::list),
                new Row(
                        "listRegions over RMI, %d regions".formatted(MANY),
                        "150 ms",
                        1,
                        effort -> new ManyRegions(
                                MANY,
                                LISTINGS,
                                (server, host, keys) -> server.invoke(host, "listRegions", null, null),
                                (server, host, keys) -> {}),
                        effort -> new Fixed(effort.processRounds(), ALLOWED_NANOS)),
                new Row(
                        "publish %d beans".formatted(MANY),
                        "1 s",
                        1,
                        effort -> new ManyRegions(
                                MANY,
                                effort.processRounds(),
                                (server, host, keys) -> ManyRegions.forEach(host, "publish", keys),
                                (server, host, keys) -> ManyRegions.forEach(host, "withdraw", keys)),
                        effort -> new Fixed(effort.processRounds(), ALLOWED_FOR_BEANS_NANOS)));
    }

    private static Row row(String name, Runnable look) {
        return new Row(
                "%s, %d regions, %d processes".formatted(name, REGIONS, PROCESSES),
                "150 ms",
                1,
                effort -> new RegionUsers(effort, REGIONS, PROCESSES, look),
                effort -> new Fixed(effort.processRounds(), ALLOWED_NANOS));
    }
}
