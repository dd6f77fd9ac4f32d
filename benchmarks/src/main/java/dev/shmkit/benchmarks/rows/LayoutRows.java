package dev.shmkit.benchmarks.rows;

import dev.shmkit.benchmarks.contest.Row;
import dev.shmkit.benchmarks.jmh.LayoutBenchmark;
import java.util.List;

/**
 * Fields of structs by typed handle, against a bare buffer over the same memory with the offsets computed by hand. A column is the
 * handle that is meant to be as quick; through a row the handle is checked against the row at every access.
 */
final class LayoutRows {
    private static final double TARGET = 1.3;
    private static final String BARE = "ByteBuffer VarHandle";

    private LayoutRows() {}

    static List<Row> rows() {
        return List.of(
                row("column: get int64 of a row", TARGET, "columnGet", "bareGet"),
                row("column: get int32 of a row", TARGET, "columnGetInt", "bareGetInt"),
                row("column: set int64 of a row", TARGET, "columnSet", "bareSet"),
                row("column: sum() of 1024 int64", Row.NO_TARGET, "columnSum", "bareSum"),
                row("column: sum() of 1024 int32", Row.NO_TARGET, "columnSumInt", "bareSumInt"),
                row("column: loop over 1024 int64", Row.NO_TARGET, "columnLoop", "bareSum"),
                row("row: get int64", Row.NO_TARGET, "get", "bareGet"),
                row("row: get int32", Row.NO_TARGET, "getInt", "bareGetInt"),
                row("row: set int64", Row.NO_TARGET, "set", "bareSet"),
                row("row: loop over 1024 int64", Row.NO_TARGET, "sum", "bareSum"),
                row("row: loop over 1024 int32", Row.NO_TARGET, "sumInt", "bareSumInt"),
                Row.inJvm(
                        "row: get int64", "region.getLong", Row.NO_TARGET, LayoutBenchmark.class, "get", "regionGet"));
    }

    private static Row row(String name, double target, String method, String baselineMethod) {
        return Row.inJvm(name, BARE, target, LayoutBenchmark.class, method, baselineMethod);
    }
}
