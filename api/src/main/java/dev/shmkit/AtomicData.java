package dev.shmkit;

import dev.shmkit.internal.memory.CompiledAtomics;
import dev.shmkit.internal.memory.Unfused;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Atomic reading and writing of a region's data, between threads and between processes: what
 * {@link java.lang.invoke.VarHandle} calls volatile, acquire and release, compare-and-set and get-and-add. In C11 these are
 * {@code memory_order_seq_cst}, {@code acquire} and {@code release} on an {@code _Atomic} of the same width.
 *
 * <p>Beyond the exceptions of {@link PlainData}, every method throws {@link IllegalArgumentException} when the offset is not
 * a multiple of the value's width: misaligned atomics do not exist.
 */
public abstract sealed class AtomicData extends PlainData permits BulkData {
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    AtomicData(String key, long size, DataWindows source) {
        super(key, size, source);
        CompiledAtomics.require();
    }

    /**
     * Reads an int in one total order with all volatile accesses.
     *
     * @param offset the first byte, a multiple of 4
     * @return the value there
     */
    public final int getIntVolatile(long offset) {
        ByteBuffer buffer = aligned(offset, Integer.BYTES);
        try {
            return Unfused.read((int) INT.getVolatile(buffer, index(offset)), zero);
        } catch (InternalError e) {
            throw fault("read", e);
        }
    }

    /**
     * Writes an int in one total order with all volatile accesses.
     *
     * @param offset the first byte, a multiple of 4
     * @param value what to write
     * @return this region
     */
    public final SharedMemory putIntVolatile(long offset, int value) {
        ByteBuffer buffer = aligned(offset, Integer.BYTES);
        try {
            INT.setVolatile(buffer, index(offset), value);
            return self();
        } catch (InternalError e) {
            throw fault("write", e);
        }
    }

    /**
     * Reads an int before all later accesses of this thread.
     *
     * @param offset the first byte, a multiple of 4
     * @return the value there
     */
    public final int getIntAcquire(long offset) {
        ByteBuffer buffer = aligned(offset, Integer.BYTES);
        try {
            return Unfused.read((int) INT.getAcquire(buffer, index(offset)), zero);
        } catch (InternalError e) {
            throw fault("read", e);
        }
    }

    /**
     * Writes an int after all earlier accesses of this thread.
     *
     * @param offset the first byte, a multiple of 4
     * @param value what to write
     * @return this region
     */
    public final SharedMemory putIntRelease(long offset, int value) {
        ByteBuffer buffer = aligned(offset, Integer.BYTES);
        try {
            INT.setRelease(buffer, index(offset), value);
            return self();
        } catch (InternalError e) {
            throw fault("write", e);
        }
    }

    /**
     * Replaces an int if it is what is expected, as one volatile step.
     *
     * @param offset the first byte, a multiple of 4
     * @param expected what must be there
     * @param value what to write then
     * @return whether it was there
     */
    public final boolean compareAndSetInt(long offset, int expected, int value) {
        ByteBuffer buffer = aligned(offset, Integer.BYTES);
        try {
            // Read first: an interpreted compare-and-set on a page that is gone would kill the JVM, a read does not.
            int seen = (int) INT.getVolatile(buffer, index(offset));
            return seen == expected
                    && faultsAreRaised(new byte[1])
                    && INT.compareAndSet(buffer, index(offset), expected, value);
        } catch (InternalError e) {
            throw fault("update", e);
        }
    }

    /**
     * Adds to an int as one volatile step, wrapping around at its ends.
     *
     * @param offset the first byte, a multiple of 4
     * @param delta what to add
     * @return the value before
     */
    public final int getAndAddInt(long offset, int delta) {
        ByteBuffer buffer = aligned(offset, Integer.BYTES);
        try {
            // Read first, as in compareAndSet.
            int seen;
            do {
                seen = (int) INT.getVolatile(buffer, index(offset));
            } while (!faultsAreRaised(new byte[1]) || !INT.compareAndSet(buffer, index(offset), seen, seen + delta));
            return seen;
        } catch (InternalError e) {
            throw fault("update", e);
        }
    }

    /**
     * Reads a long in one total order with all volatile accesses.
     *
     * @param offset the first byte, a multiple of 8
     * @return the value there
     */
    public final long getLongVolatile(long offset) {
        ByteBuffer buffer = aligned(offset, Long.BYTES);
        try {
            return (long) LONG.getVolatile(buffer, index(offset));
        } catch (InternalError e) {
            throw fault("read", e);
        }
    }

    /**
     * Writes a long in one total order with all volatile accesses.
     *
     * @param offset the first byte, a multiple of 8
     * @param value what to write
     * @return this region
     */
    public final SharedMemory putLongVolatile(long offset, long value) {
        ByteBuffer buffer = aligned(offset, Long.BYTES);
        try {
            LONG.setVolatile(buffer, index(offset), value);
            return self();
        } catch (InternalError e) {
            throw fault("write", e);
        }
    }

    /**
     * Reads a long before all later accesses of this thread.
     *
     * @param offset the first byte, a multiple of 8
     * @return the value there
     */
    public final long getLongAcquire(long offset) {
        ByteBuffer buffer = aligned(offset, Long.BYTES);
        try {
            return (long) LONG.getAcquire(buffer, index(offset));
        } catch (InternalError e) {
            throw fault("read", e);
        }
    }

    /**
     * Writes a long after all earlier accesses of this thread.
     *
     * @param offset the first byte, a multiple of 8
     * @param value what to write
     * @return this region
     */
    public final SharedMemory putLongRelease(long offset, long value) {
        ByteBuffer buffer = aligned(offset, Long.BYTES);
        try {
            LONG.setRelease(buffer, index(offset), value);
            return self();
        } catch (InternalError e) {
            throw fault("write", e);
        }
    }

    /**
     * Replaces a long if it is what is expected, as one volatile step.
     *
     * @param offset the first byte, a multiple of 8
     * @param expected what must be there
     * @param value what to write then
     * @return whether it was there
     */
    public final boolean compareAndSetLong(long offset, long expected, long value) {
        ByteBuffer buffer = aligned(offset, Long.BYTES);
        try {
            // Read first: an interpreted compare-and-set on a page that is gone would kill the JVM, a read does not.
            long seen = (long) LONG.getVolatile(buffer, index(offset));
            return seen == expected
                    && faultsAreRaised(new byte[1])
                    && LONG.compareAndSet(buffer, index(offset), expected, value);
        } catch (InternalError e) {
            throw fault("update", e);
        }
    }

    /**
     * Adds to a long as one volatile step, wrapping around at its ends.
     *
     * @param offset the first byte, a multiple of 8
     * @param delta what to add
     * @return the value before
     */
    public final long getAndAddLong(long offset, long delta) {
        ByteBuffer buffer = aligned(offset, Long.BYTES);
        try {
            // Read first, as in compareAndSet.
            long seen;
            do {
                seen = (long) LONG.getVolatile(buffer, index(offset));
            } while (!faultsAreRaised(new byte[1]) || !LONG.compareAndSet(buffer, index(offset), seen, seen + delta));
            return seen;
        } catch (InternalError e) {
            throw fault("update", e);
        }
    }

    /**
     * True. What counts is the caller's new array: JDK 17's interpreter raises the error of a faulting read only when it
     * calls into the VM next, which a new array makes it do. Compiled code guards compare-and-set, too, and makes no array.
     */
    private static boolean faultsAreRaised(byte[] array) {
        return array.length == 1;
    }

    private ByteBuffer aligned(long offset, int widthBytes) {
        ByteBuffer buffer = window(offset, widthBytes);
        if ((offset & (widthBytes - 1)) != 0) {
            throw new IllegalArgumentException(
                    "region \"%s\": offset %d is not a multiple of %d; an atomic access must be aligned to its width, as at offset %d"
                            .formatted(key(), offset, widthBytes, offset & -widthBytes));
        }
        return buffer;
    }
}
