package dev.shmkit.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All row families. */
final class Families {
    private Families() {}

    /** The rows in the order of the table. */
    static List<Row> rows() {
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

    /** What {@link Worker} can do, by the name that the C baseline knows, too. */
    static Map<String, Batch> batches() {
        return Stream.of(RegionRows.batches(), LockRows.batches(), ContendedRows.batches(), AlternativeRows.batches())
                .flatMap(family -> family.entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
