package dev.shmkit.benchmarks;

import java.util.List;

/** Fields of structs by typed handle, against a bare buffer over the same memory with the offsets computed by hand. */
final class LayoutRows {
    private static final double TARGET = 1.3;
    private static final String BARE = "ByteBuffer VarHandle";

    private LayoutRows() {}

    static List<Row> rows() {
        return List.of(
                row("layout: get int64 of a row", "get", "bareGet"),
                row("layout: get int32 of a row", "getInt", "bareGetInt"),
                row("layout: set int64 of a row", "set", "bareSet"),
                row("layout: sum int64 of 1024 rows", "sum", "bareSum"),
                row("layout: sum int32 of 1024 rows", "sumInt", "bareSumInt"),
                Row.inJvm(
                        "layout: get int64 of a row",
                        "region.getLong",
                        Row.NO_TARGET,
                        LayoutBenchmark.class,
                        "get",
                        "regionGet"));
    }

    private static Row row(String name, String method, String baselineMethod) {
        return Row.inJvm(name, BARE, TARGET, LayoutBenchmark.class, method, baselineMethod);
    }
}
