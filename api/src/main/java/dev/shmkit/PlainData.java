package dev.shmkit;

import dev.shmkit.internal.memory.Unfused;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checked reading and writing of a region's data: offsets are bytes from the first data byte, values have the machine's
 * byte order, and every access is inside the region or an exception.
 *
 * <p>Plain accesses may be misaligned and say nothing about other threads and processes: hold the lock, or use the atomic
 * accesses of {@link AtomicData}. All methods are safe to call from any thread, also while another closes the region. A
 * compiled loop of nothing but plain accesses may then go on with zeros and never be told, as with any plain field: let it
 * ask {@link SharedMemory#isOpen()}.
 *
 * <p>Every method throws
 *
 * <ul>
 *   <li>{@link IndexOutOfBoundsException} when a byte of the access is outside {@code [0, size)},
 *   <li>{@link IllegalStateException} after {@code close()}, for a loop of plain accesses with the exception said above,
 *   <li>{@link RegionTruncatedException} when another process truncated the file and the page is gone. Hot compiled loops, and
 *       JDK 17, may raise the JVM's {@link InternalError} a little later instead. Bulk copies of 64 KiB and more compare the
 *       file's length first on every JDK.
 * </ul>
 */
public abstract sealed class PlainData extends WindowedData permits AtomicData {
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle CHAR = view(char[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);
    private static final VarHandle FLOAT = view(float[].class);
    private static final VarHandle DOUBLE = view(double[].class);

    PlainData(String key, long size, DataWindows source) {
        super(key, size, source);
    }

    private static VarHandle view(Class<?> arrayType) {
        return MethodHandles.byteBufferViewVarHandle(arrayType, ByteOrder.nativeOrder());
    }

    /**
     * Reads one byte.
     *
     * @param offset the first byte, 0 to size − 1
     * @return the value there
     */
    public final byte getByte(long offset) {
        try {
            return Unfused.read(
                    near(offset)
                            ? first.get((int) offset)
                            : window(offset, Byte.BYTES).get(index(offset)),
                    zero);
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("read", offset, Byte.BYTES, e);
        }
    }

    /**
     * Writes one byte.
     *
     * @param offset the first byte, 0 to size − 1
     * @param value what to write
     * @return this region
     */
    public final SharedMemory putByte(long offset, byte value) {
        try {
            if (near(offset)) {
                first.put((int) offset, value);
            } else {
                window(offset, Byte.BYTES).put(index(offset), value);
            }
            return self();
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("write", offset, Byte.BYTES, e);
        }
    }

    /**
     * Reads a short of 2 bytes.
     *
     * @param offset the first byte, 0 to size − 2
     * @return the value there
     */
    public final short getShort(long offset) {
        try {
            return Unfused.read(
                    near(offset)
                            ? (short) SHORT.get(first, (int) offset)
                            : (short) SHORT.get(window(offset, Short.BYTES), index(offset)),
                    zero);
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("read", offset, Short.BYTES, e);
        }
    }

    /**
     * Writes a short of 2 bytes.
     *
     * @param offset the first byte, 0 to size − 2
     * @param value what to write
     * @return this region
     */
    public final SharedMemory putShort(long offset, short value) {
        try {
            if (near(offset)) {
                SHORT.set(first, (int) offset, value);
            } else {
                SHORT.set(window(offset, Short.BYTES), index(offset), value);
            }
            return self();
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("write", offset, Short.BYTES, e);
        }
    }

    /**
     * Reads a char of 2 bytes.
     *
     * @param offset the first byte, 0 to size − 2
     * @return the value there
     */
    public final char getChar(long offset) {
        try {
            return Unfused.read(
                    near(offset)
                            ? (char) CHAR.get(first, (int) offset)
                            : (char) CHAR.get(window(offset, Character.BYTES), index(offset)),
                    zero);
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("read", offset, Character.BYTES, e);
        }
    }

    /**
     * Writes a char of 2 bytes.
     *
     * @param offset the first byte, 0 to size − 2
     * @param value what to write
     * @return this region
     */
    public final SharedMemory putChar(long offset, char value) {
        try {
            if (near(offset)) {
                CHAR.set(first, (int) offset, value);
            } else {
                CHAR.set(window(offset, Character.BYTES), index(offset), value);
            }
            return self();
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("write", offset, Character.BYTES, e);
        }
    }

    /**
     * Reads an int of 4 bytes.
     *
     * @param offset the first byte, 0 to size − 4
     * @return the value there
     */
    public final int getInt(long offset) {
        try {
            return Unfused.read(
                    near(offset)
                            ? (int) INT.get(first, (int) offset)
                            : (int) INT.get(window(offset, Integer.BYTES), index(offset)),
                    zero);
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("read", offset, Integer.BYTES, e);
        }
    }

    /**
     * Writes an int of 4 bytes.
     *
     * @param offset the first byte, 0 to size − 4
     * @param value what to write
     * @return this region
     */
    public final SharedMemory putInt(long offset, int value) {
        try {
            if (near(offset)) {
                INT.set(first, (int) offset, value);
            } else {
                INT.set(window(offset, Integer.BYTES), index(offset), value);
            }
            return self();
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("write", offset, Integer.BYTES, e);
        }
    }

    /**
     * Reads a long of 8 bytes.
     *
     * @param offset the first byte, 0 to size − 8
     * @return the value there
     */
    public final long getLong(long offset) {
        try {
            return near(offset)
                    ? (long) LONG.get(first, (int) offset)
                    : (long) LONG.get(window(offset, Long.BYTES), index(offset));
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("read", offset, Long.BYTES, e);
        }
    }

    /**
     * Writes a long of 8 bytes.
     *
     * @param offset the first byte, 0 to size − 8
     * @param value what to write
     * @return this region
     */
    public final SharedMemory putLong(long offset, long value) {
        try {
            if (near(offset)) {
                LONG.set(first, (int) offset, Unfused.toWrite(value, longZero));
            } else {
                LONG.set(window(offset, Long.BYTES), index(offset), Unfused.toWrite(value, longZero));
            }
            return self();
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("write", offset, Long.BYTES, e);
        }
    }

    /**
     * Reads a float of 4 bytes.
     *
     * @param offset the first byte, 0 to size − 4
     * @return the value there
     */
    public final float getFloat(long offset) {
        try {
            return near(offset)
                    ? (float) FLOAT.get(first, (int) offset)
                    : (float) FLOAT.get(window(offset, Float.BYTES), index(offset));
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("read", offset, Float.BYTES, e);
        }
    }

    /**
     * Writes a float of 4 bytes.
     *
     * @param offset the first byte, 0 to size − 4
     * @param value what to write
     * @return this region
     */
    public final SharedMemory putFloat(long offset, float value) {
        try {
            if (near(offset)) {
                FLOAT.set(first, (int) offset, value);
            } else {
                FLOAT.set(window(offset, Float.BYTES), index(offset), value);
            }
            return self();
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("write", offset, Float.BYTES, e);
        }
    }

    /**
     * Reads a double of 8 bytes.
     *
     * @param offset the first byte, 0 to size − 8
     * @return the value there
     */
    public final double getDouble(long offset) {
        try {
            return near(offset)
                    ? (double) DOUBLE.get(first, (int) offset)
                    : (double) DOUBLE.get(window(offset, Double.BYTES), index(offset));
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("read", offset, Double.BYTES, e);
        }
    }

    /**
     * Writes a double of 8 bytes.
     *
     * @param offset the first byte, 0 to size − 8
     * @param value what to write
     * @return this region
     */
    public final SharedMemory putDouble(long offset, double value) {
        try {
            if (near(offset)) {
                DOUBLE.set(first, (int) offset, value);
            } else {
                DOUBLE.set(window(offset, Double.BYTES), index(offset), value);
            }
            return self();
        } catch (InternalError | IndexOutOfBoundsException e) {
            throw failure("write", offset, Double.BYTES, e);
        }
    }
}
