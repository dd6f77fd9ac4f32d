package dev.shmkit;

import dev.shmkit.internal.memory.Unfused;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Values at equal distances in a region. For shmkit's own modules; applications use the columns of its DSL. What extends this
 * says which type the values have, and uses the accesses of that type only: the others throw
 * {@link UnsupportedOperationException}.
 *
 * <p>Accesses are plain, in the machine's byte order, and throw as those of {@link PlainData} do: {@link IndexOutOfBoundsException}
 * for a value that does not exist, {@link IllegalStateException} after {@code close()}, {@link RegionTruncatedException} when the
 * file was truncated. Thread-safe as they are.
 */
public abstract non-sealed class StridedData extends StridedRange {
    // Buffers of the type, as their check of bounds is half as long as that of a VarHandle that views a ByteBuffer:
    // while the JVM has loaded one class of such buffers only, hence none of the heap here.
    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0).order(ByteOrder.nativeOrder());
    private static final ShortBuffer NO_SHORTS = NOTHING.asShortBuffer();
    private static final IntBuffer NO_INTS = NOTHING.asIntBuffer();
    private static final LongBuffer NO_LONGS = NOTHING.asLongBuffer();
    private static final FloatBuffer NO_FLOATS = NOTHING.asFloatBuffer();
    private static final DoubleBuffer NO_DOUBLES = NOTHING.asDoubleBuffer();

    private final ByteBuffer bytes;
    private final ShortBuffer shorts;
    private final IntBuffer ints;
    private final LongBuffer longs;
    private final FloatBuffer floats;
    private final DoubleBuffer doubles;

    /**
     * Proves that the values lie inside the region.
     *
     * @param region where they are
     * @param offset the first value's first byte, of no account when there are no values
     * @param strideBytes how far the first bytes of two values are apart
     * @param widthBytes how many bytes one value has
     * @param count how many values there are
     * @param type of the accesses by index: {@code byte.class}, {@code short.class}, {@code int.class}, {@code long.class},
     *     {@code float.class} or {@code double.class}; null when there are none
     * @throws IllegalArgumentException when a number makes no sense, as values that overlap do not; with a type, also when the
     *     distance is no multiple of the width, or the values span more than 2 GiB − 1
     * @throws IndexOutOfBoundsException when a value is not inside the region
     * @throws IllegalStateException when the region is closed
     */
    protected StridedData(
            SharedMemory region, long offset, int strideBytes, int widthBytes, int count, @Nullable Class<?> type) {
        this(new Span(region, offset, strideBytes, widthBytes, count), type);
    }

    private StridedData(Span span, @Nullable Class<?> type) {
        super(span);
        bytes = type == byte.class ? span.window(same -> same) : NOTHING;
        shorts = type == short.class ? span.window(ByteBuffer::asShortBuffer) : NO_SHORTS;
        ints = type == int.class ? span.window(ByteBuffer::asIntBuffer) : NO_INTS;
        longs = type == long.class ? span.window(ByteBuffer::asLongBuffer) : NO_LONGS;
        floats = type == float.class ? span.window(ByteBuffer::asFloatBuffer) : NO_FLOATS;
        doubles = type == double.class ? span.window(ByteBuffer::asDoubleBuffer) : NO_DOUBLES;
    }

    /** For {@link Unfused}: no limit is negative, which the compiler does not know, and the access reads it anyway. */
    private static int zero(Buffer window) {
        return window.limit() >>> 31;
    }

    /**
     * Reads a byte, with its sign: as an int, because making it a byte again would cost.
     *
     * @param index which of the values
     * @return it
     */
    protected final int byteAt(int index) {
        try {
            return Unfused.read((int) bytes.get(byProduct(index)), zero(bytes));
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("read", index, e);
        }
    }

    /**
     * Writes a byte.
     *
     * @param index which of the values
     * @param value what to write
     */
    protected final void setByteAt(int index, byte value) {
        try {
            bytes.put(byProduct(index), value);
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("write", index, e);
        }
    }

    /**
     * Reads a short, with its sign: as an int, because making it a short again would cost. Not {@link Unfused}: HotSpot's handler
     * knows all instructions that read a short and widen it, and only vectors read and compute in one, which strides forbid.
     *
     * @param index which of the values
     * @return it
     */
    protected final int shortAt(int index) {
        try {
            return shorts.get(byProduct(index));
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("read", index, e);
        }
    }

    /**
     * Writes a short.
     *
     * @param index which of the values
     * @param value what to write
     */
    protected final void setShortAt(int index, short value) {
        try {
            shorts.put(byProduct(index), value);
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("write", index, e);
        }
    }

    /**
     * Reads an int.
     *
     * @param index which of the values
     * @return it
     */
    protected final int intAt(int index) {
        try {
            return Unfused.read(ints.get(byProduct(index)), zero(ints));
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
            ints.put(byProduct(index), value);
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
            return longs.get(byCount(index));
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
            longs.put(byProduct(index), Unfused.toWrite(value, zero(longs)));
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
            return floats.get(byProduct(index));
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
            floats.put(byProduct(index), value);
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
            return doubles.get(byCount(index));
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
            doubles.put(byProduct(index), value);
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
        LongBuffer values = longs;
        int step = (int) stride;
        try {
            for (int i = 0, at = 0; i < to.length; i++, at += step) {
                to[i] = values.get(at);
            }
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("read", to.length - 1, e);
        }
    }

    /**
     * Adds up all values as ints.
     *
     * @return their sum
     */
    protected final long intSum() {
        beforeAll(count);
        IntBuffer values = ints;
        int step = (int) stride;
        int all = count;
        int none = zero(ints);
        long sum = 0;
        try {
            for (int i = 0, at = 0; i < all; i++, at += step) {
                sum += Unfused.read(values.get(at), none);
            }
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("read", count - 1, e);
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
        LongBuffer values = longs;
        int step = (int) stride;
        int all = count;
        long sum = 0;
        try {
            for (int i = 0, at = 0; i < all; i++, at += step) {
                sum += values.get(at);
            }
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("read", count - 1, e);
        }
        return sum;
    }
}
