package dev.shmkit.benchmarks.jmh;

import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.table;

import dev.shmkit.SharedMemory;
import dev.shmkit.benchmarks.work.BenchmarkRegions;
import dev.shmkit.dsl.layout.BooleanColumn;
import dev.shmkit.dsl.layout.BooleanField;
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
 * What {@link LayoutBenchmark} measures, of small fields and of elements of arrays. Apart from it: as long as a program uses one
 * kind of column only, compiled code need not ask which.
 */
@State(Scope.Thread)
@SuppressWarnings("NarrowCalculation") // The offsets are small.
public class SmallFieldsBenchmark {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle SHORT =
            MethodHandles.byteBufferViewVarHandle(short[].class, ByteOrder.nativeOrder());
    private static final int ROWS = 1024;
    private static final int ROW_BYTES = 64;
    private static final int SHORT_OFFSET = 2;

    private static final FluentLayout SMALL = layout("small")
            .bool("busy")
            .bits("state", 3)
            .bits("mode", 5)
            .uint16("node")
            .padding(4)
            .int64("loads", ROW_BYTES / Long.BYTES - 1);
    private static final IntField NODE = SMALL.intField("node");
    private static final BooleanField BUSY = SMALL.booleanField("busy");
    private static final LongField MODE = SMALL.longField("mode");
    private static final LongField LOADS = SMALL.longField("loads");

    private static final BufferRows.Handle BUFFER_NODE = new BufferRows.Handle(SMALL, SHORT_OFFSET);
    private static final BufferRows.Handle BUFFER_BUSY = new BufferRows.Handle(SMALL, 0);

    private final SharedMemory region = SharedMemory.create(BenchmarkRegions.key("small"), (long) ROWS * ROW_BYTES);
    private final Table table = table(region, SMALL);
    private final IntColumn nodes = table.column(NODE);
    private final BooleanColumn busy = table.column(BUSY);
    private final LongColumn modes = table.column(MODE);
    private final ByteBuffer buffer = region.buffer();
    private final BufferRows bufferRows = new BufferRows(SMALL, buffer, ROW_BYTES);
    private int row;
    private int element;

    /** Removes the name at once: nothing is left behind however the fork ends. */
    @Setup
    public void setUp() {
        region.unlink();
        row = ROWS / 2;
        element = 2;
    }

    @TearDown
    public void tearDown() {
        region.close();
    }

    @Benchmark
    public int getShort() {
        return table.row(row).get(NODE);
    }

    @Benchmark
    public int bufferGetShort() {
        return bufferRows.row(row).getUnsignedShort(BUFFER_NODE);
    }

    @Benchmark
    public boolean bufferGetBoolean() {
        return bufferRows.row(row).getBoolean(BUFFER_BUSY);
    }

    @Benchmark
    public int columnGetShort() {
        return nodes.get(row);
    }

    @Benchmark
    public int bareGetShort() {
        return (short) SHORT.get(buffer, row * ROW_BYTES + SHORT_OFFSET) & 0xffff;
    }

    @Benchmark
    public int regionGetShort() {
        return region.getShort(row * ROW_BYTES + SHORT_OFFSET) & 0xffff;
    }

    @Benchmark
    public void setShort() {
        table.row(row).set(NODE, row);
    }

    /** Refuses what does not fit, as the row does. */
    @Benchmark
    public void bareSetShort() {
        if (row >>> Short.SIZE != 0) {
            throw new IllegalArgumentException("no uint16");
        }
        SHORT.set(buffer, row * ROW_BYTES + SHORT_OFFSET, (short) row);
    }

    @Benchmark
    public boolean getBoolean() {
        return table.row(row).get(BUSY);
    }

    @Benchmark
    public boolean columnGetBoolean() {
        return busy.get(row);
    }

    @Benchmark
    public boolean bareGetBoolean() {
        return buffer.get(row * ROW_BYTES) != 0;
    }

    @Benchmark
    public boolean regionGetBoolean() {
        return region.getByte(row * ROW_BYTES) != 0;
    }

    @Benchmark
    public long getBits() {
        return table.row(row).get(MODE);
    }

    @Benchmark
    public long columnGetBits() {
        return modes.get(row);
    }

    @Benchmark
    public int bareGetBits() {
        return buffer.get(row * ROW_BYTES + 1) >>> 3 & 0x1f;
    }

    @Benchmark
    public int regionGetBits() {
        return region.getByte(row * ROW_BYTES + 1) >>> 3 & 0x1f;
    }

    @Benchmark
    public void setBoolean() {
        table.row(row).set(BUSY, row != 0);
    }

    @Benchmark
    public void columnSetBoolean() {
        busy.set(row, row != 0);
    }

    @Benchmark
    public void bareSetBoolean() {
        buffer.put(row * ROW_BYTES, (byte) (row != 0 ? 1 : 0));
    }

    /** Reads what was written just before, as the next three do. */
    @Benchmark
    public void columnToggle() {
        busy.set(row, !busy.get(row));
    }

    @Benchmark
    public void bareToggle() {
        int at = row * ROW_BYTES;
        buffer.put(at, (byte) (buffer.get(at) == 0 ? 1 : 0));
    }

    @Benchmark
    public void columnCountBits() {
        modes.set(row, (modes.get(row) + 1) & 0x1f);
    }

    @Benchmark
    public void bareCountBits() {
        int at = row * ROW_BYTES + 1;
        int bits = buffer.get(at);
        buffer.put(at, (byte) ((bits & 0x7) | (((bits >>> 3) + 1) << 3)));
    }

    @Benchmark
    public long getElement() {
        return table.row(row).get(LOADS, element);
    }

    @Benchmark
    public long bareGetElement() {
        return (long) LONG.get(buffer, row * ROW_BYTES + (element + 1) * Long.BYTES);
    }

    @Benchmark
    public long regionGetElement() {
        return region.getLong(row * ROW_BYTES + (element + 1) * Long.BYTES);
    }
}
