package dev.shmkit;

import dev.shmkit.internal.memory.RawMemory;
import dev.shmkit.internal.memory.Unfused;

/**
 * Values at equal distances in a region, and the numbers in each of them. For shmkit's own modules, and refused to all others;
 * applications use the tables and columns of its DSL. What extends this makes sure that a number lies inside its value: how far it
 * is from the value's beginning is not checked again, nor need it be a multiple of anything.
 *
 * <p>Accesses are plain, in the machine's byte order, and throw as those of {@link PlainData} do: {@link IndexOutOfBoundsException}
 * for a value that does not exist, {@link IllegalStateException} after {@code close()}, {@link RegionTruncatedException} when the
 * file was truncated. Thread-safe as they are.
 */
public abstract non-sealed class StridedData extends StridedRange {
    /**
     * Proves that the values lie inside the region.
     *
     * @param region where they are
     * @param offset the first value's first byte, of no account when there are no values
     * @param strideBytes how far the first bytes of two values are apart
     * @param widthBytes how many bytes one value has
     * @param count how many values there are
     * @throws IllegalCallerException when the class that extends this is not shmkit's
     * @throws IllegalArgumentException when a number makes no sense, as values that overlap do not
     * @throws IndexOutOfBoundsException when a value is not inside the region
     * @throws IllegalStateException after the region's {@code close()}
     */
    protected StridedData(SharedMemory region, long offset, int strideBytes, int widthBytes, int count) {
        super(region, offset, strideBytes, widthBytes, count);
    }

    /**
     * Reads a byte, with its sign: as an int, because making it a byte again would cost.
     *
     * @param begin where the value is, from {@link #beginOf}
     * @param distance where in the value it is
     * @param zero see {@link #zero}
     * @return it
     */
    protected final int byteAt(long begin, long distance, int zero) {
        try {
            return Unfused.read((int) RawMemory.getByte(addressOf(begin, distance, Byte.BYTES)), zero);
        } catch (InternalError e) {
            throw fault("read", e);
        }
    }

    /**
     * Tells whether a byte is another one than 0. Not {@link Unfused}: HotSpot's handler knows all instructions that compare a byte.
     *
     * @param begin where the value is, from {@link #beginOf}
     * @param distance where in the value it is
     * @return false when it is 0
     */
    protected final boolean booleanAt(long begin, long distance) {
        try {
            return RawMemory.getByte(addressOf(begin, distance, Byte.BYTES)) != 0;
        } catch (InternalError e) {
            throw fault("read", e);
        }
    }

    /**
     * Writes a byte.
     *
     * @param begin where the value is, from {@link #beginOf}
     * @param distance where in the value it is
     * @param value what to write
     */
    protected final void setByteAt(long begin, long distance, byte value) {
        try {
            RawMemory.putByte(addressOf(begin, distance, Byte.BYTES), value);
        } catch (InternalError e) {
            throw fault("write", e);
        }
    }

    /**
     * Reads a short, with its sign: as an int, because making it a short again would cost. Not {@link Unfused}: HotSpot's handler
     * knows all instructions that read a short and widen it, and only vectors read and compute in one, which strides forbid.
     *
     * @param begin where the value is, from {@link #beginOf}
     * @param distance where in the value it is
     * @return it
     */
    protected final int shortAt(long begin, long distance) {
        try {
            return RawMemory.getShort(addressOf(begin, distance, Short.BYTES));
        } catch (InternalError e) {
            throw fault("read", e);
        }
    }

    /**
     * Writes a short.
     *
     * @param begin where the value is, from {@link #beginOf}
     * @param distance where in the value it is
     * @param value what to write
     */
    protected final void setShortAt(long begin, long distance, short value) {
        try {
            RawMemory.putShort(addressOf(begin, distance, Short.BYTES), value);
        } catch (InternalError e) {
            throw fault("write", e);
        }
    }

    /**
     * Reads an int.
     *
     * @param begin where the value is, from {@link #beginOf}
     * @param distance where in the value it is
     * @param zero see {@link #zero}
     * @return it
     */
    protected final int intAt(long begin, long distance, int zero) {
        try {
            return Unfused.read(RawMemory.getInt(addressOf(begin, distance, Integer.BYTES)), zero);
        } catch (InternalError e) {
            throw fault("read", e);
        }
    }

    /**
     * Writes an int.
     *
     * @param begin where the value is, from {@link #beginOf}
     * @param distance where in the value it is
     * @param value what to write
     */
    protected final void setIntAt(long begin, long distance, int value) {
        try {
            RawMemory.putInt(addressOf(begin, distance, Integer.BYTES), value);
        } catch (InternalError e) {
            throw fault("write", e);
        }
    }

    /**
     * Reads a long.
     *
     * @param begin where the value is, from {@link #beginOf}
     * @param distance where in the value it is
     * @return it
     */
    protected final long longAt(long begin, long distance) {
        try {
            return RawMemory.getLong(addressOf(begin, distance, Long.BYTES));
        } catch (InternalError e) {
            throw fault("read", e);
        }
    }

    /**
     * Writes a long.
     *
     * @param begin where the value is, from {@link #beginOf}
     * @param distance where in the value it is
     * @param value what to write
     */
    protected final void setLongAt(long begin, long distance, long value) {
        try {
            RawMemory.putLong(addressOf(begin, distance, Long.BYTES), Unfused.toWrite(value, zero()));
        } catch (InternalError e) {
            throw fault("write", e);
        }
    }

    /**
     * Comes before accesses to all values one by one: also when there is none, the region must be open. A truncated file is told of
     * at once, as far as {@link PlainData} promises it of large copies.
     */
    protected final void beforeAll() {
        beforeAll(size(), Byte.BYTES);
    }

    // Steps from value to value, and all in local variables: compiled loops are half as long again otherwise.

    /**
     * Reads what all values begin with as longs.
     *
     * @param to takes them, at most as many as there are values
     */
    protected final void copyTo(long[] to) {
        beforeAll(to.length, Long.BYTES);
        long at = address;
        long step = strideBytes;
        try {
            for (int i = 0; i < to.length; i++, at += step) {
                to[i] = RawMemory.getLong(at);
            }
        } catch (InternalError e) {
            throw fault("read", e);
        }
    }

    /**
     * Adds up what all values begin with as ints.
     *
     * @return their sum
     */
    protected final long intSum() {
        int all = size();
        beforeAll(all, Integer.BYTES);
        long at = address;
        long step = strideBytes;
        int zero = zero();
        long sum = 0;
        try {
            for (int i = 0; i < all; i++, at += step) {
                sum += Unfused.read(RawMemory.getInt(at), zero);
            }
        } catch (InternalError e) {
            throw fault("read", e);
        }
        return sum;
    }

    /**
     * Adds up what all values begin with as longs.
     *
     * @return their sum, without a look at overflow
     */
    protected final long longSum() {
        int all = size();
        beforeAll(all, Long.BYTES);
        long at = address;
        long step = strideBytes;
        long sum = 0;
        try {
            for (int i = 0; i < all; i++, at += step) {
                sum += RawMemory.getLong(at);
            }
        } catch (InternalError e) {
            throw fault("read", e);
        }
        return sum;
    }
}
