package dev.shmkit.benchmarks.jmh;

import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.table;

import dev.shmkit.SharedMemory;
import dev.shmkit.benchmarks.work.BenchmarkRegions;
import dev.shmkit.dsl.layout.DoubleField;
import dev.shmkit.dsl.layout.FluentLayout;
import dev.shmkit.dsl.layout.IntColumn;
import dev.shmkit.dsl.layout.IntField;
import dev.shmkit.dsl.layout.LongColumn;
import dev.shmkit.dsl.layout.LongField;
import dev.shmkit.dsl.layout.Table;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The methods of {@code LayoutRows}: rows of 64 bytes, as GEOPM's status region has them. Single rows come from a field, so that
 * the compiler cannot know them; the handles are constants, as those of a Kotlin object are. The bare side multiplies the row's
 * number, too.
 */
@State(Scope.Thread)
@SuppressWarnings("NarrowCalculation") // The offsets are small.
public class LayoutBenchmark {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle DOUBLE =
            MethodHandles.byteBufferViewVarHandle(double[].class, ByteOrder.nativeOrder());
    private static final int ROWS = 1024;
    private static final int ROW_BYTES = 64;
    private static final int INT_OFFSET = 4;
    private static final int UNSIGNED_OFFSET = 8;
    private static final int LONG_OFFSET = 16;
    private static final int DOUBLE_OFFSET = 24;

    private static final FluentLayout CPU = layout("cpu")
            .int32("process")
            .int32("hint")
            .uint32("hash")
            .uint32("total")
            .int64("completed")
            .float64("share")
            .padding(32);
    private static final IntField HINT = CPU.intField("hint");
    private static final LongField HASH = CPU.longField("hash");
    private static final LongField COMPLETED = CPU.longField("completed");
    private static final DoubleField SHARE = CPU.doubleField("share");

    private static final BufferRows.Handle BUFFER_HINT = new BufferRows.Handle(CPU, INT_OFFSET);
    private static final BufferRows.Handle BUFFER_COMPLETED = new BufferRows.Handle(CPU, LONG_OFFSET);

    private final SharedMemory region = SharedMemory.create(BenchmarkRegions.key("layout"), (long) ROWS * ROW_BYTES);
    private final Table table = table(region, CPU);
    private final LongColumn completed = table.column(COMPLETED);
    private final IntColumn hints = table.column(HINT);
    private final ByteBuffer buffer = region.buffer();
    private final BufferRows bufferRows = new BufferRows(CPU, buffer, ROW_BYTES);
    private int row;
    private long value;

    /** Removes the name at once: nothing is left behind however the fork ends. */
    @Setup
    public void setUp() {
        region.unlink();
        row = ROWS / 2;
        value = 42;
        for (int i = 0; i < ROWS; i++) {
            table.row(i).set(HINT, i).set(COMPLETED, i);
        }
    }

    @TearDown
    public void tearDown() {
        region.close();
    }

    @Benchmark
    public long get() {
        return table.row(row).get(COMPLETED);
    }

    @Benchmark
    public long columnGet() {
        return completed.get(row);
    }

    @Benchmark
    public int columnGetInt() {
        return hints.get(row);
    }

    @Benchmark
    public void columnSet() {
        completed.set(row, value);
    }

    @Benchmark
    public long columnSum() {
        return completed.sum();
    }

    @Benchmark
    public long columnSumInt() {
        return hints.sum();
    }

    @Benchmark
    public long columnLoop() {
        long sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += completed.get(i);
        }
        return sum;
    }

    @Benchmark
    public long bareGet() {
        return (long) LONG.get(buffer, row * ROW_BYTES + LONG_OFFSET);
    }

    @Benchmark
    public long regionGet() {
        return region.getLong(row * ROW_BYTES + LONG_OFFSET);
    }

    @Benchmark
    public int regionGetInt() {
        return region.getInt(row * ROW_BYTES + INT_OFFSET);
    }

    @Benchmark
    public void regionSet() {
        region.putLong(row * ROW_BYTES + LONG_OFFSET, value);
    }

    @Benchmark
    public long bufferGet() {
        return bufferRows.row(row).getLong(BUFFER_COMPLETED);
    }

    @Benchmark
    public int bufferGetInt() {
        return bufferRows.row(row).getInt(BUFFER_HINT);
    }

    @Benchmark
    public void bufferSet() {
        bufferRows.row(row).setLong(BUFFER_COMPLETED, value);
    }

    @Benchmark
    public int getInt() {
        return table.row(row).get(HINT);
    }

    @Benchmark
    public int bareGetInt() {
        return (int) INT.get(buffer, row * ROW_BYTES + INT_OFFSET);
    }

    @Benchmark
    public void setInt() {
        table.row(row).set(HINT, row);
    }

    @Benchmark
    public void bareSetInt() {
        INT.set(buffer, row * ROW_BYTES + INT_OFFSET, row);
    }

    @Benchmark
    public long getUnsigned() {
        return table.row(row).get(HASH);
    }

    @Benchmark
    public long bareGetUnsigned() {
        return Integer.toUnsignedLong((int) INT.get(buffer, row * ROW_BYTES + UNSIGNED_OFFSET));
    }

    @Benchmark
    public double getDouble() {
        return table.row(row).get(SHARE);
    }

    @Benchmark
    public double bareGetDouble() {
        return (double) DOUBLE.get(buffer, row * ROW_BYTES + DOUBLE_OFFSET);
    }

    @Benchmark
    public void set() {
        table.row(row).set(COMPLETED, value);
    }

    @Benchmark
    public void bareSet() {
        LONG.set(buffer, row * ROW_BYTES + LONG_OFFSET, value);
    }

    @Benchmark
    public long sum() {
        long sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += table.row(i).get(COMPLETED);
        }
        return sum;
    }

    @Benchmark
    public long bareSum() {
        long sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += (long) LONG.get(buffer, i * ROW_BYTES + LONG_OFFSET);
        }
        return sum;
    }

    @Benchmark
    public long sumInt() {
        long sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += table.row(i).get(HINT);
        }
        return sum;
    }

    @Benchmark
    public long bareSumInt() {
        long sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += (int) INT.get(buffer, i * ROW_BYTES + INT_OFFSET);
        }
        return sum;
    }
}
