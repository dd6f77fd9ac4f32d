package dev.shmkit;

import dev.shmkit.internal.memory.Unfused;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Values at equal distances in a region. For shmkit's own modules; applications use the columns of its DSL. What extends this
 * says which type the values have, and uses the accesses of that type only.
 *
 * <p>Accesses are plain, in the machine's byte order, and throw as those of {@link PlainData} do: {@link IndexOutOfBoundsException}
 * for a value that does not exist, {@link IllegalStateException} after {@code close()}, {@link RegionTruncatedException} when the
 * file was truncated. Thread-safe as they are. Only {@link #offsetOf} serves values that span more than 2 GiB − 1.
 */
public abstract non-sealed class StridedData extends StridedRange {
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);
    private static final VarHandle FLOAT = view(float[].class);
    private static final VarHandle DOUBLE = view(double[].class);

    /**
     * Proves that the values lie inside the region.
     *
     * @param region where they are
     * @param offset the first value's first byte
     * @param strideBytes how far the first bytes of two values are apart
     * @param widthBytes how many bytes one value has
     * @param count how many values there are
     * @throws IllegalArgumentException when a number makes no sense, as values that overlap do not
     * @throws IndexOutOfBoundsException when a value is not inside the region
     * @throws IllegalStateException when the region is closed
     */
    protected StridedData(SharedMemory region, long offset, int strideBytes, int widthBytes, int count) {
        super(region, offset, strideBytes, widthBytes, count);
    }

    private static VarHandle view(Class<?> arrayType) {
        return MethodHandles.byteBufferViewVarHandle(arrayType, ByteOrder.nativeOrder());
    }

    /**
     * Reads an int.
     *
     * @param index which of the values
     * @return it
     */
    protected final int intAt(int index) {
        try {
            return Unfused.read((int) INT.get(window, at(index)), zero);
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("read", index, e);
        }
    }

    /**
     * Writes an int.
     *
     * @param index which of the values
     * @param value what to write
     */
    protected final void setIntAt(int index, int value) {
        try {
            INT.set(window, at(index), value);
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("write", index, e);
        }
    }

    /**
     * Reads a long.
     *
     * @param index which of the values
     * @return it
     */
    protected final long longAt(int index) {
        try {
            return (long) LONG.get(window, at(index));
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("read", index, e);
        }
    }

    /**
     * Writes a long.
     *
     * @param index which of the values
     * @param value what to write
     */
    protected final void setLongAt(int index, long value) {
        try {
            LONG.set(window, at(index), Unfused.toWrite(value, longZero));
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("write", index, e);
        }
    }

    /**
     * Reads a float.
     *
     * @param index which of the values
     * @return it
     */
    protected final float floatAt(int index) {
        try {
            return (float) FLOAT.get(window, at(index));
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("read", index, e);
        }
    }

    /**
     * Writes a float.
     *
     * @param index which of the values
     * @param value what to write
     */
    protected final void setFloatAt(int index, float value) {
        try {
            FLOAT.set(window, at(index), value);
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("write", index, e);
        }
    }

    /**
     * Reads a double.
     *
     * @param index which of the values
     * @return it
     */
    protected final double doubleAt(int index) {
        try {
            return (double) DOUBLE.get(window, at(index));
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("read", index, e);
        }
    }

    /**
     * Writes a double.
     *
     * @param index which of the values
     * @param value what to write
     */
    protected final void setDoubleAt(int index, double value) {
        try {
            DOUBLE.set(window, at(index), value);
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("write", index, e);
        }
    }

    // Steps from value to value, and all in local variables: compiled loops are half as long again otherwise.

    /**
     * Reads all values as longs.
     *
     * @param to takes them, as many as it is long
     */
    protected final void copyTo(long[] to) {
        beforeAll(to.length);
        ByteBuffer values = window;
        int step = (int) strideBytes;
        try {
            for (int i = 0, at = 0; i < to.length; i++, at += step) {
                to[i] = (long) LONG.get(values, at);
            }
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("read", to.length, e);
        }
    }

    /**
     * Adds up all values as ints.
     *
     * @return their sum
     */
    protected final long intSum() {
        beforeAll(count);
        ByteBuffer values = window;
        int step = (int) strideBytes;
        int all = count;
        int none = zero;
        long sum = 0;
        try {
            for (int i = 0, at = 0; i < all; i++, at += step) {
                sum += Unfused.read((int) INT.get(values, at), none);
            }
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("read", count, e);
        }
        return sum;
    }

    /**
     * Adds up all values as longs.
     *
     * @return their sum, without a look at overflow
     */
    protected final long longSum() {
        beforeAll(count);
        ByteBuffer values = window;
        int step = (int) strideBytes;
        int all = count;
        long sum = 0;
        try {
            for (int i = 0, at = 0; i < all; i++, at += step) {
                sum += (long) LONG.get(values, at);
            }
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("read", count, e);
        }
        return sum;
    }
}
