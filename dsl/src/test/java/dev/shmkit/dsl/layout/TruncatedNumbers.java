package dev.shmkit.dsl.layout;

import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.table;

import dev.shmkit.SharedMemory;
import java.util.Map;
import java.util.function.LongSupplier;

/** Loops of {@link TruncatedFieldsChild} over numbers of 32 and 64 bits by row, with handles that are constants. */
final class TruncatedNumbers {
    static final int KINDS = 8;

    private static final int ROWS = 64;
    private static final FluentLayout INNER = layout("inner").int64("long").int32("int");
    private static final FluentLayout ROW = layout("row")
            .int32("int")
            .int64("long")
            .float64("double")
            .int32("ints", 2)
            .int64("longs", 2)
            .struct("inner", INNER);
    private static final IntField INT = ROW.intField("int");
    private static final LongField LONG = ROW.longField("long");
    private static final DoubleField DOUBLE = ROW.doubleField("double");
    private static final IntField INTS = ROW.intField("ints");
    private static final LongField LONGS = ROW.longField("longs");
    private static final StructField IN = ROW.structField("inner");
    private static final IntField INNER_INT = INNER.intField("int");
    private static final LongField INNER_LONG = INNER.longField("long");
    private static final long BIT = 1L << 40;

    private TruncatedNumbers() {}

    static void add(Map<String, LongSupplier> loops, SharedMemory region) {
        Table table = table(region, ROW, 32 << 10, ROWS);
        addReads(loops, table);
        addWrites(loops, table);
    }

    private static void addReads(Map<String, LongSupplier> loops, Table table) {
        loops.put("row's int", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += table.row(i).get(INT);
            }
            return sum;
        });
        loops.put("row's element", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += table.row(i).get(INTS, 1);
            }
            return sum;
        });
        loops.put("inner row's int", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += table.row(i).get(IN).get(INNER_INT);
            }
            return sum;
        });
        loops.put("row's double", () -> {
            double sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += table.row(i).get(DOUBLE);
            }
            return (long) sum;
        });
    }

    /** Single bits, in place. */
    private static void addWrites(Map<String, LongSupplier> loops, Table table) {
        loops.put("bit of a row's int", () -> {
            for (int i = 0; i < ROWS; i++) {
                Row row = table.row(i);
                row.set(INT, row.get(INT) ^ 1 << 20);
            }
            return ROWS;
        });
        loops.put("bit of a row's long", () -> {
            for (int i = 0; i < ROWS; i++) {
                Row row = table.row(i);
                row.set(LONG, row.get(LONG) | BIT);
            }
            return ROWS;
        });
        loops.put("bit of a row's element", () -> {
            for (int i = 0; i < ROWS; i++) {
                Row row = table.row(i);
                row.set(LONGS, 1, row.get(LONGS, 1) & ~BIT);
            }
            return ROWS;
        });
        loops.put("bit of an inner row's long", () -> {
            for (int i = 0; i < ROWS; i++) {
                Row row = table.row(i).get(IN);
                row.set(INNER_LONG, row.get(INNER_LONG) | BIT);
            }
            return ROWS;
        });
    }
}
