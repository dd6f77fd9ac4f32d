package dev.shmkit;

import dev.shmkit.internal.text.Counted;
import java.lang.invoke.VarHandle;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.function.Function;

/**
 * Where values at equal distances lie in a region, as a field does in rows of structs: checked once, here, so that reading one
 * value costs little more than a bare buffer does. For shmkit's own modules; applications use the columns of its DSL.
 *
 * <pre>
 *  offset            offset + strideBytes      offset + 2 × strideBytes
 *  ├─ value 0 ─┤ …   ├─ value 1 ─┤ …           ├─ value 2 ─┤
 * </pre>
 */
public abstract sealed class StridedRange permits StridedData {
    private static final int LARGE_BYTES = 256 << 10;

    private final SharedMemory region;
    private final long offset;
    private final int strideBytes;
    final int count;

    /** How far two values are apart, in values, rounded. As a long, because the product with an index may be one. */
    final long stride;

    StridedRange(Span span) {
        region = span.region;
        offset = span.offset;
        strideBytes = span.strideBytes;
        count = span.count;
        stride = strideBytes / span.widthBytes;
        region.requireInside(offset, span.lengthBytes());
    }

    /** What windows are made of. Apart from the range, whose methods nobody may call before all of it is made. */
    record Span(SharedMemory region, long offset, int strideBytes, int widthBytes, int count) {
        Span {
            if (widthBytes <= 0 || strideBytes < widthBytes || count < 0) {
                throw new IllegalArgumentException("%s of %s cannot be %s apart"
                        .formatted(
                                Counted.of(count, "value"),
                                Counted.of(widthBytes, "byte"),
                                Counted.of(strideBytes, "byte")));
            }
            if (count == 0) {
                // No value need be inside: a field of no rows at a region's end begins behind it.
                offset = 0;
            }
        }

        private long lengthBytes() {
            return count == 0 ? 0 : (count - 1L) * strideBytes + widthBytes;
        }

        /**
         * A buffer from the first value to the last, so that its own check of bounds is all that an access needs beside that of the
         * index. Empty after {@code close()}.
         */
        <B extends Buffer> B window(Function<ByteBuffer, B> type) {
            long lengthBytes = lengthBytes();
            if (strideBytes % widthBytes != 0 || lengthBytes > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "%s of %s each that are %s apart are in no one buffer: they have offsets only"
                                .formatted(
                                        Counted.of(count, "value"),
                                        Counted.of(widthBytes, "byte"),
                                        Counted.of(strideBytes, "byte")));
            }
            return region.endingView(
                    offset, (int) lengthBytes, bytes -> type.apply(bytes.order(ByteOrder.nativeOrder())));
        }
    }

    /**
     * Tells how many values there are.
     *
     * @return 0 to 2³¹ − 1
     */
    public final int size() {
        return count;
    }

    /**
     * Tells where a value is, for the accesses of {@link SharedMemory}.
     *
     * @param index 0 to size − 1
     * @return its first byte
     */
    protected final long offsetOf(int index) {
        if (index < 0 || index >= count) {
            throw refused(index);
        }
        return offset + (long) index * strideBytes;
    }

    // Two ways to the same place. Which one is quicker depends on what else an access reads: see benchmarks, columns.

    /**
     * Where a value is in the window, whose own check refuses what is not inside. What no int holds is refused here. (Compiled,
     * {@code multiplyExact} would multiply twice.)
     */
    final int byProduct(int index) {
        long at = index * stride;
        if (at != (int) at) {
            throw new IndexOutOfBoundsException();
        }
        return (int) at;
    }

    /** The same, for loops: the compiler moves this check out of them, and it takes one number more to read. */
    final int byCount(int index) {
        return Objects.checkIndex(index, count) * (int) stride;
    }

    /** Comes before accesses to many values: on JDK 17 a truncated file would be told of too late. */
    final void beforeAll(int values) {
        region.requireInside(offset, 0);
        if ((long) values * strideBytes >= LARGE_BYTES) {
            region.requireWhole("read");
        }
    }

    final RuntimeException failure(String operation, int index, Throwable cause) {
        return cause instanceof InternalError error ? region.fault(operation, error) : refused(index);
    }

    private RuntimeException refused(int index) {
        // A window that was found to be empty was ended after the region was marked as closed.
        VarHandle.acquireFence();
        region.requireInside(offset, 0);
        if (index >= 0 && index < count) {
            return new UnsupportedOperationException(
                    "these values of region \"%s\" are of another type".formatted(region.key()));
        }
        return new IndexOutOfBoundsException(
                "region \"%s\" has %d of these values: there is none at index %d; the first is 0"
                        .formatted(region.key(), count, index));
    }
}
