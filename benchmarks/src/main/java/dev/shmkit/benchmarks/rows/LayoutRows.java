package dev.shmkit.benchmarks.rows;

import dev.shmkit.benchmarks.contest.Row;
import dev.shmkit.benchmarks.jmh.LayoutBenchmark;
import dev.shmkit.benchmarks.jmh.SmallFieldsBenchmark;
import java.util.List;

/**
 * Fields of structs by typed handle, with the offsets computed by hand on the other side: a bare buffer over the same memory, and
 * the region's own accesses, which know no layout. A column has checked its handle, a row does so at every access. Rows "of a buffer"
 * are no part of shmkit: they tell what its rows would take if they went that way on JDK 17, where there are no other VarHandles.
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
                small("column: get uint16 of a row", TARGET, "columnGetShort", "bareGetShort"),
                small("column: get bool of a row", TARGET, "columnGetBoolean", "bareGetBoolean"),
                small("column: get bits of a row", TARGET, "columnGetBits", "bareGetBits"),
                small("column: set bool of a row", TARGET, "columnSetBoolean", "bareSetBoolean"),
                small("column: toggle a bool", Row.NO_TARGET, "columnToggle", "bareToggle"),
                small("column: count up in bits", Row.NO_TARGET, "columnCountBits", "bareCountBits"),
                row("column: sum() of 1024 int64", Row.NO_TARGET, "columnSum", "bareSum"),
                row("column: sum() of 1024 int32", Row.NO_TARGET, "columnSumInt", "bareSumInt"),
                row("column: loop over 1024 int64", Row.NO_TARGET, "columnLoop", "bareSum"),
                row("row: get int64", TARGET, "get", "bareGet"),
                row("row: get int32", TARGET, "getInt", "bareGetInt"),
                row("row: get uint32", TARGET, "getUnsigned", "bareGetUnsigned"),
                row("row: get float64", TARGET, "getDouble", "bareGetDouble"),
                small("row: get uint16", TARGET, "getShort", "bareGetShort"),
                small("row: get bool", TARGET, "getBoolean", "bareGetBoolean"),
                small("row: get bits", TARGET, "getBits", "bareGetBits"),
                small("row: get an element of int64", TARGET, "getElement", "bareGetElement"),
                row("row: set int64", TARGET, "set", "bareSet"),
                row("row: set int32", TARGET, "setInt", "bareSetInt"),
                small("row: set uint16", TARGET, "setShort", "bareSetShort"),
                small("row: set bool", TARGET, "setBoolean", "bareSetBoolean"),
                row("row: loop over 1024 int64", Row.NO_TARGET, "sum", "bareSum"),
                row("row: loop over 1024 int32", Row.NO_TARGET, "sumInt", "bareSumInt"),
                row("row of a buffer's VarHandles: get int64", Row.NO_TARGET, "bufferGet", "bareGet"),
                row("row of a buffer's VarHandles: get int32", Row.NO_TARGET, "bufferGetInt", "bareGetInt"),
                small("row of a buffer's VarHandles: get uint16", Row.NO_TARGET, "bufferGetShort", "bareGetShort"),
                small("row of a buffer: get bool", Row.NO_TARGET, "bufferGetBoolean", "bareGetBoolean"),
                row("row of a buffer's VarHandles: set int64", Row.NO_TARGET, "bufferSet", "bareSet"),
                ofRegion("row: get int64", "region.getLong", "get", "regionGet"),
                ofRegion("row: get int32", "region.getInt", "getInt", "regionGetInt"),
                smallOfRegion("row: get uint16", "region.getShort", "getShort", "regionGetShort"),
                smallOfRegion("row: get bool", "region.getByte", "getBoolean", "regionGetBoolean"),
                smallOfRegion("row: get bits", "region.getByte", "getBits", "regionGetBits"),
                smallOfRegion("row: get an element of int64", "region.getLong", "getElement", "regionGetElement"),
                ofRegion("row: set int64", "region.putLong", "set", "regionSet"));
    }

    private static Row row(String name, double target, String method, String baselineMethod) {
        return Row.inJvm(name, BARE, target, LayoutBenchmark.class, method, baselineMethod);
    }

    private static Row small(String name, double target, String method, String baselineMethod) {
        return Row.inJvm(name, BARE, target, SmallFieldsBenchmark.class, method, baselineMethod);
    }

    private static Row ofRegion(String name, String access, String method, String baselineMethod) {
        return Row.inJvm(name, access, TARGET, LayoutBenchmark.class, method, baselineMethod);
    }

    private static Row smallOfRegion(String name, String access, String method, String baselineMethod) {
        return Row.inJvm(name, access, TARGET, SmallFieldsBenchmark.class, method, baselineMethod);
    }
}
