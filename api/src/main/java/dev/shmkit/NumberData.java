package dev.shmkit;

import dev.shmkit.internal.memory.Unfused;
import dev.shmkit.internal.text.Outside;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/**
 * Numbers of 8 to 64 bits in a region, each at a multiple of its size from an offset on. They are read from buffers of
 * their type, whose check of bounds is half as long as that of a VarHandle that views bytes. For shmkit's own modules, which
 * make sure of the multiples: any other distance means the multiple below it. Applications use the rows of its DSL.
 *
 * <p>Accesses are plain, in the machine's byte order, and throw as those of {@link PlainData} do. Thread-safe as they are.
 */
public abstract class NumberData {
    private static final int SHORT_SHIFT = 1;
    private static final int INT_SHIFT = 2;
    private static final int LONG_SHIFT = 3;

    private final SharedMemory region;
    private final long offset;
    private final ByteBuffer bytes;
    private final ShortBuffer shorts;
    private final IntBuffer ints;
    private final LongBuffer longs;
    private final FloatBuffer floats;
    private final DoubleBuffer doubles;

    /** What {@link Unfused} takes: the region's, because the compiler may know all that is written to this object. */
    private final long longZero;

    /**
     * Gives the numbers of a region, open or closed.
     *
     * @param region where they are
     * @param offset what the distances below are counted from
     * @param lengthBytes up to where there are numbers; none can be accessed when it is more than 2 GiB − 1
     * @throws IndexOutOfBoundsException when the range is not inside the region
     */
    protected NumberData(SharedMemory region, long offset, long lengthBytes) {
        if (offset < 0 || lengthBytes < 0 || offset > region.size() - lengthBytes) {
            throw Outside.of(region.key(), region.size(), lengthBytes, offset);
        }
        this.region = region;
        this.offset = offset;
        this.longZero = region.longZero;
        boolean near = lengthBytes <= Integer.MAX_VALUE;
        // Those from the first byte on are shared, and reach up to the region's end.
        NumberViews views = offset == 0 || !near ? region.numbers() : NumberViews.of(region, offset, (int) lengthBytes);
        bytes = views.bytes();
        shorts = views.shorts();
        ints = views.ints();
        longs = views.longs();
        floats = views.floats();
        doubles = views.doubles();
    }

    /** The number's place in its buffer. What is at no multiple of its size is not asked for: nothing here would notice. */
    private static int index(int distance, int shift) {
        assert (distance & (1 << shift) - 1) == 0 : distance;
        return distance >>> shift;
    }

    /** For {@link Unfused}: no limit is negative, which the compiler does not know, and the access reads it anyway. */
    private static int zero(Buffer window) {
        return window.limit() >>> 31;
    }

    /**
     * Reads a byte, with its sign: as an int, because making it a byte again would cost.
     *
     * @param distance where it is
     * @return it
     */
    protected final int byteAt(int distance) {
        try {
            return Unfused.read((int) bytes.get(distance), zero(bytes));
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw region.failure("read", offset + distance, Byte.BYTES, e);
        }
    }

    /**
     * Writes a byte.
     *
     * @param distance where it is
     * @param value what to write
     */
    protected final void setByteAt(int distance, byte value) {
        try {
            bytes.put(distance, value);
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw region.failure("write", offset + distance, Byte.BYTES, e);
        }
    }

    /**
     * Reads a short, with its sign: as an int, because making it a short again would cost. Not {@link Unfused}, see
     * {@link StridedData}.
     *
     * @param distance of its first byte, a multiple of 2
     * @return it
     */
    protected final int shortAt(int distance) {
        try {
            return shorts.get(index(distance, SHORT_SHIFT));
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw region.failure("read", offset + distance, Short.BYTES, e);
        }
    }

    /**
     * Writes a short.
     *
     * @param distance of its first byte, a multiple of 2
     * @param value what to write
     */
    protected final void setShortAt(int distance, short value) {
        try {
            shorts.put(index(distance, SHORT_SHIFT), value);
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw region.failure("write", offset + distance, Short.BYTES, e);
        }
    }

    /**
     * Reads an int.
     *
     * @param distance of its first byte, a multiple of 4
     * @return it
     */
    protected final int intAt(int distance) {
        try {
            return Unfused.read(ints.get(index(distance, INT_SHIFT)), zero(ints));
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw region.failure("read", offset + distance, Integer.BYTES, e);
        }
    }

    /**
     * Writes an int.
     *
     * @param distance of its first byte, a multiple of 4
     * @param value what to write
     */
    protected final void setIntAt(int distance, int value) {
        try {
            ints.put(index(distance, INT_SHIFT), value);
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw region.failure("write", offset + distance, Integer.BYTES, e);
        }
    }

    /**
     * Reads a long.
     *
     * @param distance of its first byte, a multiple of 8
     * @return it
     */
    protected final long longAt(int distance) {
        try {
            return longs.get(index(distance, LONG_SHIFT));
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw region.failure("read", offset + distance, Long.BYTES, e);
        }
    }

    /**
     * Writes a long.
     *
     * @param distance of its first byte, a multiple of 8
     * @param value what to write
     */
    protected final void setLongAt(int distance, long value) {
        try {
            longs.put(index(distance, LONG_SHIFT), Unfused.toWrite(value, longZero));
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw region.failure("write", offset + distance, Long.BYTES, e);
        }
    }

    /**
     * Reads a float.
     *
     * @param distance of its first byte, a multiple of 4
     * @return it
     */
    protected final float floatAt(int distance) {
        try {
            return floats.get(index(distance, INT_SHIFT));
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw region.failure("read", offset + distance, Float.BYTES, e);
        }
    }

    /**
     * Writes a float.
     *
     * @param distance of its first byte, a multiple of 4
     * @param value what to write
     */
    protected final void setFloatAt(int distance, float value) {
        try {
            floats.put(index(distance, INT_SHIFT), value);
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw region.failure("write", offset + distance, Float.BYTES, e);
        }
    }

    /**
     * Reads a double.
     *
     * @param distance of its first byte, a multiple of 8
     * @return it
     */
    protected final double doubleAt(int distance) {
        try {
            return doubles.get(index(distance, LONG_SHIFT));
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw region.failure("read", offset + distance, Double.BYTES, e);
        }
    }

    /**
     * Writes a double.
     *
     * @param distance of its first byte, a multiple of 8
     * @param value what to write
     */
    protected final void setDoubleAt(int distance, double value) {
        try {
            doubles.put(index(distance, LONG_SHIFT), value);
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw region.failure("write", offset + distance, Double.BYTES, e);
        }
    }
}
