package dev.shmkit.benchmarks.rows;

import dev.shmkit.benchmarks.contest.Row;
import dev.shmkit.benchmarks.jmh.DataBenchmark;
import java.util.List;

/** Reading and writing data, against a bare buffer over the same memory. */
final class DataRows {
    private static final double TARGET = 1.3;
    private static final String BARE = "ByteBuffer VarHandle";

    private DataRows() {}

    static List<Row> rows() {
        return List.of(
                row("getLong, one", BARE, TARGET, "get", "bareGet"),
                row("getLong, sum of 1024", BARE, TARGET, "sum", "bareSum"),
                row("getLong, sum of 1024, long loop", BARE, TARGET, "sumLongOffsets", "bareSumLongOffsets"),
                row("putLong, one", BARE, TARGET, "put", "barePut"),
                row("putLong, fill 1024", BARE, TARGET, "fill", "bareFill"),
                row("putLong, fill 1024, long loop", BARE, TARGET, "fillLongOffsets", "bareFillLongOffsets"),
                row("getLong, one", "JNA Pointer", Row.NO_TARGET, "get", "jnaGet"),
                row("pointer().getLong, one", "JNA Pointer", Row.NO_TARGET, "pointerGet", "jnaGet"));
    }

    private static Row row(String name, String baseline, double target, String method, String baselineMethod) {
        return Row.inJvm(name, baseline, target, DataBenchmark.class, method, baselineMethod);
    }
}
