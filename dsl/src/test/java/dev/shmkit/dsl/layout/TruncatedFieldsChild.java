package dev.shmkit.dsl.layout;

import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.table;

import dev.shmkit.SharedMemory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A program of its own, because it must not crash: has compiled loops over small fields, and runs each of them again when the
 * region's file was truncated.
 */
final class TruncatedFieldsChild {
    private static final String NOTHING = "nothing";

    private static final int WARM_UP = 3000;
    private static final int AGAIN = 20;
    private static final int ROWS = 64;
    private static final FluentLayout ROW = layout("row")
            .bool("low")
            .bool("high")
            .int8("lowSigned")
            .int8("highSigned")
            .uint8("lowUnsigned")
            .uint8("highUnsigned")
            .padding(2)
            .uint32("int")
            .bits("inShort", 5, Scalar.UINT16)
            .bits("inShortSigned", 7, Scalar.INT16)
            .bits("below", 4, Scalar.UINT16)
            .padding(2)
            .bits("belowInt", 13, Scalar.UINT32)
            .bits("inInt", 13, Scalar.UINT32)
            .padding(4)
            .bits("belowIntSigned", 13, Scalar.INT32)
            .bits("inIntSigned", 13, Scalar.INT32)
            .padding(4)
            .bits("belowLong", 29, Scalar.UINT64)
            .bits("inLong", 25, Scalar.UINT64)
            .bits("belowLongSigned", 29, Scalar.INT64)
            .bits("inLongSigned", 25, Scalar.INT64);

    /** What was read: the compiler drops a read that nobody needs. */
    static volatile long seen;

    private TruncatedFieldsChild() {}

    /** Takes a key. Waits for a line of input between the time before and that after. */
    public static void main(String[] args) throws Exception {
        SharedMemory region = SharedMemory.attach(args[0], Duration.ZERO);
        Table table = table(region, ROW, 8192, ROWS);
        Map<String, LongSupplier> loops = loops(table);
        TruncatedNumbers.add(loops, region);
        for (LongSupplier loop : loops.values()) {
            for (int i = 0; i < WARM_UP; i++) {
                seen = loop.getAsLong();
            }
        }
        requireWritten(table);
        System.out.println("ready");
        if (System.in.read() < 0) {
            throw new IllegalStateException("nobody said go");
        }
        Map<String, String> met = new LinkedHashMap<>();
        for (Map.Entry<String, LongSupplier> loop : loops.entrySet()) {
            met.put(loop.getKey(), NOTHING);
            // Before JDK 21 the error can come some time after the access: to the thread that made it, wherever that is
            // then.
            Thread thread = new Thread(() -> repeat(loop.getValue()));
            thread.setUncaughtExceptionHandler(
                    (same, e) -> met.put(loop.getKey(), e.getClass().getSimpleName()));
            thread.start();
            thread.join();
        }
        System.out.println(met);
        region.close();
        System.out.println("closed");
    }

    /** What each read, right behind a write of a part of it, must have been what was written. */
    private static void requireWritten(Table table) {
        for (Row row : table) {
            if (row.getBoolean("low") != (WARM_UP % 2 == 1)
                    || row.getLong("inShort") != (WARM_UP & 0x1f)
                    || row.getLong("inInt") != (WARM_UP & 0xff)) {
                throw new IllegalStateException("compiled code has counted wrongly: " + row);
            }
        }
    }

    private static void repeat(LongSupplier loop) {
        for (int i = 0; i < AGAIN; i++) {
            seen = loop.getAsLong();
        }
    }

    /** Each has code of its own, so that it is compiled for one class of columns. */
    private static Map<String, LongSupplier> loops(Table table) {
        Map<String, LongSupplier> loops = new LinkedHashMap<>();
        addBytes(loops, table);
        addBits(loops, table);
        addWrites(loops, table);
        addRows(loops, table);
        return loops;
    }

    private static void addBytes(Map<String, LongSupplier> loops, Table table) {
        BooleanColumn low = table.column(ROW.booleanField("low"));
        BooleanColumn high = table.column(ROW.booleanField("high"));
        IntColumn lowSigned = table.column(ROW.intField("lowSigned"));
        IntColumn highSigned = table.column(ROW.intField("highSigned"));
        IntColumn lowUnsigned = table.column(ROW.intField("lowUnsigned"));
        IntColumn highUnsigned = table.column(ROW.intField("highUnsigned"));
        loops.put("low", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += low.get(i) ? 2 : 1;
            }
            return sum;
        });
        loops.put("high", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += high.get(i) ? 2 : 1;
            }
            return sum;
        });
        loops.put("lowSigned", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += lowSigned.get(i);
            }
            return sum;
        });
        loops.put("highSigned", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += highSigned.get(i);
            }
            return sum;
        });
        loops.put("lowUnsigned", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += lowUnsigned.get(i);
            }
            return sum;
        });
        loops.put("highUnsigned", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += highUnsigned.get(i);
            }
            return sum;
        });
    }

    private static void addBits(Map<String, LongSupplier> loops, Table table) {
        LongColumn inShort = table.column(ROW.longField("inShort"));
        LongColumn inShortSigned = table.column(ROW.longField("inShortSigned"));
        LongColumn inInt = table.column(ROW.longField("inInt"));
        LongColumn inIntSigned = table.column(ROW.longField("inIntSigned"));
        LongColumn inLong = table.column(ROW.longField("inLong"));
        LongColumn inLongSigned = table.column(ROW.longField("inLongSigned"));
        loops.put("inShort", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += inShort.get(i);
            }
            return sum;
        });
        loops.put("inShortSigned", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += inShortSigned.get(i);
            }
            return sum;
        });
        loops.put("inInt", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += inInt.get(i);
            }
            return sum;
        });
        loops.put("inIntSigned", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += inIntSigned.get(i);
            }
            return sum;
        });
        loops.put("inLong", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += inLong.get(i);
            }
            return sum;
        });
        loops.put("inLongSigned", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += inLongSigned.get(i);
            }
            return sum;
        });
    }

    private static void addWrites(Map<String, LongSupplier> loops, Table table) {
        BooleanColumn low = table.column(ROW.booleanField("low"));
        IntColumn highSigned = table.column(ROW.intField("highSigned"));
        LongColumn inShort = table.column(ROW.longField("inShort"));
        LongColumn inInt = table.column(ROW.longField("inInt"));
        loops.put("toggled low", () -> {
            for (int i = 0; i < ROWS; i++) {
                low.set(i, !low.get(i));
            }
            return 1;
        });
        loops.put("changed highSigned", () -> {
            for (int i = 0; i < ROWS; i++) {
                highSigned.set(i, highSigned.get(i) & ~(1 << 3));
            }
            return 1;
        });
        loops.put("counted inShort", () -> {
            for (int i = 0; i < ROWS; i++) {
                inShort.set(i, (inShort.get(i) + 1) & 0x1f);
            }
            return 1;
        });
        loops.put("counted inInt", () -> {
            for (int i = 0; i < ROWS; i++) {
                inInt.set(i, (inInt.get(i) + 1) & 0xff);
            }
            return 1;
        });
    }

    private static void addRows(Map<String, LongSupplier> loops, Table table) {
        BooleanField high = ROW.booleanField("high");
        IntField lowUnsigned = ROW.intField("lowUnsigned");
        LongField whole = ROW.longField("int");
        LongField inShort = ROW.longField("inShort");
        LongField inInt = ROW.longField("inInt");
        LongField inIntSigned = ROW.longField("inIntSigned");
        LongField inLong = ROW.longField("inLong");
        loops.put("rows' high", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += table.row(i).get(high) ? 2 : 1;
            }
            return sum;
        });
        loops.put("rows' lowUnsigned", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += table.row(i).get(lowUnsigned);
            }
            return sum;
        });
        loops.put("rows' int", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += table.row(i).get(whole);
            }
            return sum;
        });
        loops.put("rows' inShort", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += table.row(i).get(inShort);
            }
            return sum;
        });
        loops.put("rows' inInt", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += table.row(i).get(inInt);
            }
            return sum;
        });
        loops.put("rows' inIntSigned", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += table.row(i).get(inIntSigned);
            }
            return sum;
        });
        loops.put("rows' inLong", () -> {
            long sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += table.row(i).get(inLong);
            }
            return sum;
        });
    }
}
