package dev.shmkit.benchmarks.rows;

import dev.shmkit.benchmarks.contest.Row;
import java.util.List;
import java.util.stream.Stream;

/** All row families. */
public final class Families {
    private Families() {}

    /** The rows in the order of the table. */
    public static List<Row> rows() {
        return Stream.of(
                        RegionRows.rows(),
                        DataRows.rows(),
                        LayoutRows.rows(),
                        LockRows.rows(),
                        ContendedRows.rows(),
                        AlternativeRows.rows(),
                        HostRows.rows(),
                        MonitoringRows.rows())
                .flatMap(List::stream)
                .toList();
    }
}
