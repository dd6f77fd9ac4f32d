package dev.shmkit.benchmarks.rows;

import dev.shmkit.benchmarks.contest.Row;
import dev.shmkit.benchmarks.work.RegionBatches;
import java.util.List;

/** Creating, attaching and removing a region, against the same system calls in C. */
final class RegionRows {
    private static final double TARGET = 2.0;
    private static final int OPERATIONS = 2000;

    private RegionRows() {}

    static List<Row> rows() {
        return List.of(
                Row.againstC("create + unlink + close, 4096 bytes", TARGET, RegionBatches.CREATE, OPERATIONS),
                Row.againstC("attach + close, 4096 bytes", TARGET, RegionBatches.ATTACH, OPERATIONS));
    }
}
