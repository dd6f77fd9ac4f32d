package dev.shmkit.benchmarks.jmh;

import com.sun.jna.Pointer;
import dev.shmkit.SharedMemory;
import dev.shmkit.benchmarks.work.BenchmarkRegions;
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
 * The methods of {@code DataRows}. Single offsets come from fields, so that the compiler cannot know them. Both sides of a
 * row loop alike, because C2 makes less of long loops than of int loops; on JDK 17 also of an int counter that is multiplied
 * as a long, {@code getLong(i * 8L)}, about 1.5 times the bare int loop.
 */
@State(Scope.Thread)
@SuppressWarnings("NarrowCalculation") // The offsets are small.
public class DataBenchmark {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int LONGS = 1024;
    private static final int MIDDLE = LONGS / 2 * Long.BYTES;
    private static final long BYTES = (long) LONGS * Long.BYTES;

    private final SharedMemory region = SharedMemory.create(BenchmarkRegions.key("data"), BYTES);
    private final ByteBuffer buffer = region.buffer();
    private final Pointer pointer = region.pointer();
    private final Pointer jnaPointer = new Pointer(Pointer.nativeValue(pointer));
    private long offset;
    private int index;
    private long value;

    /** Removes the name at once: nothing is left behind however the fork ends. */
    @Setup
    public void setUp() {
        region.unlink();
        offset = MIDDLE;
        index = MIDDLE;
        value = 42;
        for (int i = 0; i < LONGS; i++) {
            region.putLong((long) i * Long.BYTES, i);
        }
    }

    @TearDown
    public void tearDown() {
        region.close();
    }

    @Benchmark
    public long get() {
        return region.getLong(offset);
    }

    @Benchmark
    public long bareGet() {
        return (long) LONG.get(buffer, index);
    }

    @Benchmark
    public long pointerGet() {
        return pointer.getLong(offset);
    }

    @Benchmark
    public long jnaGet() {
        return jnaPointer.getLong(offset);
    }

    @Benchmark
    public long sum() {
        long sum = 0;
        for (int i = 0; i < LONGS; i++) {
            sum += region.getLong(i * Long.BYTES);
        }
        return sum;
    }

    @Benchmark
    public long bareSum() {
        long sum = 0;
        for (int i = 0; i < LONGS; i++) {
            sum += (long) LONG.get(buffer, i * Long.BYTES);
        }
        return sum;
    }

    @Benchmark
    public void put() {
        region.putLong(offset, value);
    }

    @Benchmark
    public void barePut() {
        LONG.set(buffer, index, value);
    }

    @Benchmark
    public void fill() {
        for (int i = 0; i < LONGS; i++) {
            region.putLong(i * Long.BYTES, value);
        }
    }

    @Benchmark
    public void bareFill() {
        for (int i = 0; i < LONGS; i++) {
            LONG.set(buffer, i * Long.BYTES, value);
        }
    }

    @Benchmark
    public long sumLongOffsets() {
        long sum = 0;
        for (long i = 0; i < BYTES; i += Long.BYTES) {
            sum += region.getLong(i);
        }
        return sum;
    }

    @Benchmark
    public long bareSumLongOffsets() {
        long sum = 0;
        for (long i = 0; i < BYTES; i += Long.BYTES) {
            sum += (long) LONG.get(buffer, (int) i);
        }
        return sum;
    }

    @Benchmark
    public void fillLongOffsets() {
        for (long i = 0; i < BYTES; i += Long.BYTES) {
            region.putLong(i, value);
        }
    }

    @Benchmark
    public void bareFillLongOffsets() {
        for (long i = 0; i < BYTES; i += Long.BYTES) {
            LONG.set(buffer, (int) i, value);
        }
    }
}
