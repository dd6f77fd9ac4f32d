package dev.shmkit;

import dev.shmkit.internal.memory.RawMemory;
import dev.shmkit.internal.text.Counted;
import java.lang.invoke.VarHandle;

/**
 * Where values at equal distances lie in a region, as rows of structs do, or one field of them: checked once, here, so that
 * one comparison is all that an access needs. For shmkit's own modules; applications use the tables and columns of its DSL.
 *
 * <pre>
 *  offset            offset + strideBytes      offset + 2 × strideBytes
 *  ├─ value 0 ─┤ …   ├─ value 1 ─┤ …           ├─ value 2 ─┤
 * </pre>
 */
public abstract sealed class StridedRange permits StridedData {
    private static final int LARGE_BYTES = 256 << 10;
    private static final String OWN_PACKAGE = StridedRange.class.getPackageName() + ".";

    /** Keeps the addresses mapped, too. */
    private final SharedMemory region;

    private final long offset;
    private final int widthBytes;
    private final int count;

    /** The first value's. */
    final long address;

    /** How far the first bytes of two values are apart. */
    final long strideBytes;

    /**
     * Where values that may be accessed end, from the first one's first byte: behind all, and before all after {@code close()}.
     * Accesses read it plainly, which lets loops be fast: one may see the end late or, compiled, never. That is harmless, because
     * the addresses stay mapped.
     */
    private long accessibleBytes;

    /** See {@link StridedData}. */
    @SuppressWarnings("this-escape") // To the region, which only ever ends it.
    StridedRange(SharedMemory region, long offset, int strideBytes, int widthBytes, int count) {
        // Where a number lies in a value is not checked: whose word for it is taken is.
        if (!getClass().getName().startsWith(OWN_PACKAGE)) {
            throw new IllegalCallerException("%s is not shmkit's: take a table or a column of its DSL"
                    .formatted(getClass().getName()));
        }
        if (widthBytes <= 0 || strideBytes < widthBytes || count < 0) {
            throw new IllegalArgumentException("%s of %s cannot be %s apart"
                    .formatted(
                            Counted.of(count, "value"),
                            Counted.of(widthBytes, "byte"),
                            Counted.of(strideBytes, "byte")));
        }
        this.region = region;
        // No value need be inside: a field of no rows at a region's end begins behind it.
        this.offset = count == 0 ? 0 : offset;
        this.strideBytes = strideBytes;
        this.widthBytes = widthBytes;
        this.count = count;
        region.requireInside(this.offset, count == 0 ? 0 : (count - 1L) * strideBytes + widthBytes);
        this.address = region.dataAddress() + this.offset;
        this.accessibleBytes = (long) count * strideBytes;
        region.endWithRegion(this);
    }

    /** Called when the region is closed. */
    final void end() {
        accessibleBytes = 0;
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
     * Tells how far a value's first byte is from that of the first value: what accesses find it by. A program that keeps it need not
     * multiply again.
     *
     * @param index any number
     * @return 0 or more, and more than any value's when there is none of this index
     */
    protected final long beginOf(int index) {
        // Without a sign, so that one comparison is enough, and the multiplication needs no extension.
        return Integer.toUnsignedLong(index) * strideBytes;
    }

    /**
     * Tells whether a value can be accessed.
     *
     * @param begin from {@link #beginOf}, or further on in the same value
     * @return false when there is none, and after {@code close()}
     */
    protected final boolean has(long begin) {
        return begin < accessibleBytes;
    }

    /**
     * Tells where a value is, for the accesses of {@link SharedMemory}.
     *
     * @param index 0 to size − 1
     * @return its first byte
     */
    protected final long offsetOf(int index) {
        return offset + requireValue(beginOf(index));
    }

    /**
     * Where to access a value, or a number in it, which the caller knows to lie inside: begin is what {@link #beginOf} gave, or further
     * on in the same value, where the distance is counted from then. What {@link RawMemory} asks for holds: this
     * object is reachable during the access, because the caller's handler of errors needs it, and this object keeps the region.
     */
    final long addressOf(long begin, long distance, int numberBytes) {
        assert distance >= 0 && begin % strideBytes + distance <= widthBytes - numberBytes : distance;
        return address + requireValue(begin) + distance;
    }

    private long requireValue(long begin) {
        if (!has(begin)) {
            throw refused(begin);
        }
        return begin;
    }

    /**
     * Gives the zero that {@link dev.shmkit.internal.memory.Unfused} asks for: of a field that is never negative, which the compiler
     * does not know. A caller that has another such number at hand may take that.
     *
     * @return 0
     */
    protected final int zero() {
        // Not of a final field, which some compilers take for a constant.
        return (int) (accessibleBytes >>> (Long.SIZE - 1));
    }

    /** Comes before accesses to many values: on JDK 17 a truncated file would be told of too late. */
    final void beforeAll(int values, int numberBytes) {
        region.requireOpen();
        if (numberBytes > widthBytes) {
            throw new IllegalStateException("these values have %s each".formatted(Counted.of(widthBytes, "byte")));
        }
        if (values > count) {
            throw refused(beginOf(values - 1));
        }
        if (values * strideBytes >= LARGE_BYTES) {
            region.requireWhole("read");
        }
    }

    final RuntimeException fault(String operation, InternalError error) {
        return region.fault(operation, error);
    }

    /**
     * Makes the exception for what {@link #has} refused.
     *
     * @param begin from {@link #beginOf}
     * @return for the caller to throw
     * @throws IllegalStateException after {@code close()}, whatever the index
     */
    protected final RuntimeException refused(long begin) {
        // A range that was found to be empty was ended after the region was marked as closed.
        VarHandle.acquireFence();
        region.requireInside(0, 0);
        return outside((int) (begin / strideBytes));
    }

    /**
     * Makes the exception for a value that does not exist.
     *
     * @param index which
     * @return with a message of what there is
     */
    protected IndexOutOfBoundsException outside(int index) {
        return new IndexOutOfBoundsException(
                "region \"%s\" has %d of these values: there is none at index %d; the first is 0"
                        .formatted(region.key(), count, index));
    }
}
