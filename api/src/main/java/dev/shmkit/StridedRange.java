package dev.shmkit;

import dev.shmkit.internal.memory.Unfused;
import dev.shmkit.internal.text.Counted;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

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
    final int count;

    /** As a long, because the product with an index may be one. */
    final long strideBytes;

    /** What {@link Unfused} takes: never written. */
    int zero;

    long longZero;

    /**
     * From the first value's first byte to the last value's last, so that its own check of bounds is all that an access needs:
     * the check of an index is that of its product with the distance. Empty after {@code close()}, and when no buffer can be so
     * long.
     */
    final ByteBuffer window;

    StridedRange(SharedMemory region, long offset, int strideBytes, int widthBytes, int count) {
        if (widthBytes <= 0 || strideBytes < widthBytes || count < 0) {
            throw new IllegalArgumentException("%s of %s cannot be %s apart"
                    .formatted(
                            Counted.of(count, "value"),
                            Counted.of(widthBytes, "byte"),
                            Counted.of(strideBytes, "byte")));
        }
        this.region = region;
        this.offset = offset;
        this.strideBytes = strideBytes;
        this.count = count;
        long lengthBytes = count == 0 ? 0 : (count - 1L) * strideBytes + widthBytes;
        region.requireInside(offset, lengthBytes);
        this.window = region.endingView(offset, lengthBytes <= Integer.MAX_VALUE ? (int) lengthBytes : 0);
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
        return offset + index * strideBytes;
    }

    /**
     * Where a value is in the window, whose own check refuses what is not inside. What no int holds is refused here. (Compiled,
     * {@code multiplyExact} would multiply twice.)
     */
    final int at(int index) {
        long at = index * strideBytes;
        if (at != (int) at) {
            throw new IndexOutOfBoundsException();
        }
        return (int) at;
    }

    /** Comes before accesses to many values: on JDK 17 a truncated file would be told of too late. */
    final void beforeAll(int values) {
        region.requireInside(offset, 0);
        if (values * strideBytes >= LARGE_BYTES) {
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
        return new IndexOutOfBoundsException(
                "region \"%s\" has %d of these values: there is none at index %d; the first is 0"
                        .formatted(region.key(), count, index));
    }
}
