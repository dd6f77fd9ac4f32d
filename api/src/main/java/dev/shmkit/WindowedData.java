package dev.shmkit;

import dev.shmkit.internal.memory.Unfused;
import dev.shmkit.internal.posix.Mapping;
import dev.shmkit.internal.text.Outside;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A region's data as windows, buffers that overlap: a buffer ends at 2 GiB, a region does not.
 *
 * <pre>
 *  offset  0           1 GiB        2 GiB        3 GiB
 *          ├── window 0 ────────────┤
 *                      ├── window 1 ────────────┤
 *                                   ├── window 2 …
 * </pre>
 *
 * <p>Every access is checked: it is inside the region, the region is open, and its file is whole, or there is an exception.
 */
public abstract sealed class WindowedData permits PlainData {
    /** Windows begin at multiples of this, and are longer where the region is, so that no access straddles two. */
    private static final int STRIDE_SHIFT = 30;

    private static final long STRIDE_BYTES = 1L << STRIDE_SHIFT;
    private static final long CLOSED = -1;
    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);
    private static final VarHandle FIRST;

    static {
        try {
            FIRST = MethodHandles.lookup().findVarHandle(WindowedData.class, "first", ByteBuffer.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final String key;
    private final long size;
    private final DataWindows source;
    private final ByteBuffer[] windows;

    /** Made for the first range, as most openings have none; guarded by the windows, not by the region, which calls out while it closes. */
    private @Nullable EndingRanges endingRanges;

    /**
     * The first window: empty after {@code close()}, so that its own check of bounds is all that most accesses need. Plain
     * accesses read it plainly, which lets loops be fast: one may see the end late or, compiled, never. That is harmless,
     * because the addresses stay mapped.
     */
    ByteBuffer first;

    /** What {@link Unfused} takes: never written. */
    int zero;

    long longZero;

    /** How many bytes are open to access: the size, or {@link #CLOSED}, which is written before {@link #first} ends. */
    private long accessible;

    WindowedData(String key, long size, DataWindows source) {
        this.key = key;
        this.size = size;
        this.source = source;
        this.windows = new ByteBuffer[(int) ((size - 1) >>> STRIDE_SHIFT) + 1];
        for (int i = 0; i < windows.length; i++) {
            long start = (long) i << STRIDE_SHIFT;
            windows[i] = source.view(start, (int) Math.min(size - start, Integer.MAX_VALUE));
        }
        this.first = windows[0];
        this.accessible = size;
    }

    /** Where a region's data are in its file, from some byte on. */
    record DataWindows(Mapping mapping, int begin) {
        ByteBuffer view(long offset, int lengthBytes) {
            return mapping.view(begin + offset, lengthBytes);
        }

        long address() {
            return mapping.address() + begin;
        }
    }

    /**
     * Names the region.
     *
     * @return the key as the caller gave it
     */
    public final String key() {
        return key;
    }

    /**
     * Tells how much data the region holds.
     *
     * @return bytes, without the 64 byte header
     */
    public final long size() {
        return size;
    }

    /** Tells whether an access is to the first window, if to any: then the buffer's own check of bounds is the only one. */
    static boolean near(long offset) {
        return offset >>> STRIDE_SHIFT == 0;
    }

    /** The window that holds an access, which must lie inside the region. */
    final ByteBuffer window(long offset, int widthBytes) {
        if (offset < 0 || offset > accessible - widthBytes) {
            throw refused(offset, widthBytes);
        }
        return windows[(int) (offset >>> STRIDE_SHIFT)];
    }

    /** Where in its window an offset lies. */
    static int index(long offset) {
        return (int) (offset & (STRIDE_BYTES - 1));
    }

    /** Has a range end when this region is closed, at once if it is. */
    final void endWithRegion(StridedRange range) {
        synchronized (windows) {
            if (accessible == CLOSED) {
                range.end();
            } else {
                if (endingRanges == null) {
                    endingRanges = new EndingRanges();
                }
                endingRanges.add(range);
            }
        }
    }

    /** The first byte of the data. Only meaningful while this object is reachable. */
    final long dataAddress() {
        return source.address();
    }

    /** Checks a range of any length; see {@link #window} for single values. */
    final void requireInside(long offset, long lengthBytes) {
        if (offset < 0 || lengthBytes < 0 || offset > accessible - lengthBytes) {
            throw refused(offset, lengthBytes);
        }
    }

    final void requireOpen() {
        if (!open()) {
            throw closed();
        }
    }

    /** Sees the end at once, also in a loop. Whoever was told of it meets it in every later access. */
    final boolean open() {
        return FIRST.getAcquire(this) != NOTHING;
    }

    final void endAccess() {
        synchronized (windows) {
            accessible = CLOSED;
            if (endingRanges != null) {
                endingRanges.end();
            }
        }
        FIRST.setVolatile(this, NOTHING);
    }

    final RuntimeException failure(String operation, long offset, int widthBytes, Throwable cause) {
        return cause instanceof InternalError error ? fault(operation, error) : refused(offset, widthBytes);
    }

    private RuntimeException refused(long offset, long lengthBytes) {
        // A window that was found to be empty was ended after this number.
        VarHandle.acquireFence();
        if (accessible == CLOSED) {
            // Another thread may be between the two writes: whoever is told must not find the region open afterwards.
            endAccess();
            return closed();
        }
        return Outside.of(key, size, lengthBytes, offset);
    }

    final IllegalStateException closed() {
        return new IllegalStateException("region \"%s\" is closed; attach to it again".formatted(key));
    }

    /**
     * Explains an access that HotSpot turned from SIGBUS into an error: a {@link RegionTruncatedException} when the file is
     * shorter than the region; else throws the error itself.
     */
    abstract RuntimeException fault(String operation, InternalError error);

    /** Throws {@link RegionTruncatedException} when the file is shorter than the region. */
    abstract void requireWhole(String operation);

    abstract SharedMemory self();
}
