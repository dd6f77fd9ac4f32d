package dev.shmkit.internal.posix;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * A JNA pointer into a mapping that keeps the mapping's addresses, as do the pointers and buffers made from it.
 *
 * <p>JNA's own accesses are native code, which goes wherever it is sent and dies of SIGBUS where a file was truncated. These go
 * through the mapping's buffers: inside the mapping, or {@link IndexOutOfBoundsException}; a page that is gone is the JDK's
 * {@link InternalError}. Only native code that is given the pointer is on its own.
 */
final class MappedPointer extends Pointer {
    private static final int WIDE_CHAR_BYTES = 4;
    private static final int FILL_BYTES = 8192;

    private final Mapping mapping;

    /** Where in the mapping the pointer leads to. */
    private final long position;

    /** As much of the mapping as one buffer can show: most accesses need no other. */
    private final ByteBuffer front;

    /** Never written, for the reason that the Unfused of dev.shmkit.internal.memory tells. */
    private int zero;

    private long longZero;

    MappedPointer(Mapping mapping, long position) {
        super(mapping.address() + position);
        this.mapping = mapping;
        this.position = position;
        this.front = mapping.view(0, (int) Math.min(mapping.lengthBytes(), Integer.MAX_VALUE));
    }

    @Override
    public Pointer share(long offset) {
        requireInside(offset, 0);
        return new MappedPointer(mapping, position + offset);
    }

    /** Without an end of its own: JNA asks for one structure's bytes, and goes on to the next of an array from there. */
    @Override
    public Pointer share(long offset, long lengthBytes) {
        return share(offset);
    }

    @Override
    public ByteBuffer getByteBuffer(long offset, long lengthBytes) {
        requireInside(offset, lengthBytes);
        return mapping.view(position + offset, Math.toIntExact(lengthBytes));
    }

    @Override
    public byte getByte(long offset) {
        return (byte) (holding(offset, Byte.BYTES).get(index(offset)) ^ zero);
    }

    @Override
    public short getShort(long offset) {
        return (short) (holding(offset, Short.BYTES).getShort(index(offset)) ^ zero);
    }

    /** A {@code wchar_t}, as in JNA. */
    @Override
    public char getChar(long offset) {
        return (char) getInt(offset);
    }

    @Override
    public int getInt(long offset) {
        return holding(offset, Integer.BYTES).getInt(index(offset)) ^ zero;
    }

    @Override
    public long getLong(long offset) {
        return holding(offset, Long.BYTES).getLong(index(offset));
    }

    @Override
    public float getFloat(long offset) {
        return holding(offset, Float.BYTES).getFloat(index(offset));
    }

    @Override
    public double getDouble(long offset) {
        return holding(offset, Double.BYTES).getDouble(index(offset));
    }

    @Override
    public Pointer getPointer(long offset) {
        long address = getLong(offset);
        return address == 0 ? NULL : new Pointer(address);
    }

    @Override
    public String getString(long offset, String encoding) {
        long lengthBytes = indexOf(offset, (byte) 0);
        if (lengthBytes < 0) {
            throw new IndexOutOfBoundsException(
                    "the text at offset %d of the pointer has no end before its %d".formatted(offset, end()));
        }
        return new String(getByteArray(offset, Math.toIntExact(lengthBytes)), Charset.forName(encoding));
    }

    @Override
    public String getWideString(long offset) {
        StringBuilder text = new StringBuilder();
        long next = offset;
        for (char c = getChar(next); c != 0; c = getChar(next)) {
            text.append(c);
            next += WIDE_CHAR_BYTES;
        }
        return text.toString();
    }

    /** How many bytes after an offset a byte is found, -1 when it is not. */
    @Override
    public long indexOf(long offset, byte wanted) {
        requireInside(offset, 0);
        for (long i = offset; i < end(); i++) {
            if (getByte(i) == wanted) {
                return i - offset;
            }
        }
        return -1;
    }

    @Override
    public void read(long offset, byte[] values, int index, int length) {
        part(offset, length, Byte.BYTES).get(values, index, length);
    }

    @Override
    public void read(long offset, short[] values, int index, int length) {
        part(offset, length, Short.BYTES).asShortBuffer().get(values, index, length);
    }

    @Override
    public void read(long offset, char[] values, int index, int length) {
        for (int i = 0; i < length; i++) {
            values[index + i] = getChar(offset + (long) i * WIDE_CHAR_BYTES);
        }
    }

    @Override
    public void read(long offset, int[] values, int index, int length) {
        part(offset, length, Integer.BYTES).asIntBuffer().get(values, index, length);
    }

    @Override
    public void read(long offset, long[] values, int index, int length) {
        part(offset, length, Long.BYTES).asLongBuffer().get(values, index, length);
    }

    @Override
    public void read(long offset, float[] values, int index, int length) {
        part(offset, length, Float.BYTES).asFloatBuffer().get(values, index, length);
    }

    @Override
    public void read(long offset, double[] values, int index, int length) {
        part(offset, length, Double.BYTES).asDoubleBuffer().get(values, index, length);
    }

    @Override
    public void setByte(long offset, byte value) {
        holding(offset, Byte.BYTES).put(index(offset), (byte) (value ^ zero));
    }

    @Override
    public void setShort(long offset, short value) {
        holding(offset, Short.BYTES).putShort(index(offset), (short) (value ^ zero));
    }

    @Override
    public void setChar(long offset, char value) {
        setInt(offset, value);
    }

    @Override
    public void setInt(long offset, int value) {
        holding(offset, Integer.BYTES).putInt(index(offset), value ^ zero);
    }

    @Override
    public void setLong(long offset, long value) {
        holding(offset, Long.BYTES).putLong(index(offset), value ^ longZero);
    }

    @Override
    public void setFloat(long offset, float value) {
        holding(offset, Float.BYTES).putFloat(index(offset), value);
    }

    @Override
    public void setDouble(long offset, double value) {
        holding(offset, Double.BYTES).putDouble(index(offset), value);
    }

    @Override
    public void setPointer(long offset, Pointer value) {
        setLong(offset, nativeValue(value));
    }

    @Override
    public void setString(long offset, String value, String encoding) {
        requireInside(offset, value.getBytes(Charset.forName(encoding)).length + 1L);
        super.setString(offset, value, encoding);
    }

    @Override
    public void setWideString(long offset, String value) {
        requireInside(offset, (value.length() + 1L) * WIDE_CHAR_BYTES);
        write(offset, value.toCharArray(), 0, value.length());
        setChar(offset + (long) value.length() * WIDE_CHAR_BYTES, '\0');
    }

    @Override
    public void setMemory(long offset, long lengthBytes, byte value) {
        requireInside(offset, lengthBytes);
        byte[] fill = new byte[(int) Math.min(lengthBytes, FILL_BYTES)];
        Arrays.fill(fill, value);
        for (long done = 0; done < lengthBytes; done += fill.length) {
            write(offset + done, fill, 0, (int) Math.min(fill.length, lengthBytes - done));
        }
    }

    @Override
    public void write(long offset, byte[] values, int index, int length) {
        part(offset, length, Byte.BYTES).put(values, index, length);
    }

    @Override
    public void write(long offset, short[] values, int index, int length) {
        part(offset, length, Short.BYTES).asShortBuffer().put(values, index, length);
    }

    @Override
    public void write(long offset, char[] values, int index, int length) {
        requireInside(offset, (long) length * WIDE_CHAR_BYTES);
        for (int i = 0; i < length; i++) {
            setChar(offset + (long) i * WIDE_CHAR_BYTES, values[index + i]);
        }
    }

    @Override
    public void write(long offset, int[] values, int index, int length) {
        part(offset, length, Integer.BYTES).asIntBuffer().put(values, index, length);
    }

    @Override
    public void write(long offset, long[] values, int index, int length) {
        part(offset, length, Long.BYTES).asLongBuffer().put(values, index, length);
    }

    @Override
    public void write(long offset, float[] values, int index, int length) {
        part(offset, length, Float.BYTES).asFloatBuffer().put(values, index, length);
    }

    @Override
    public void write(long offset, double[] values, int index, int length) {
        part(offset, length, Double.BYTES).asDoubleBuffer().put(values, index, length);
    }

    // Pointers are equal when their addresses are, as in JNA.
    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    /** The buffer to find a value in, at its {@link #index}. */
    private ByteBuffer holding(long offset, int widthBytes) {
        requireInside(offset, widthBytes);
        return near(offset) ? front : mapping.view(position + offset, widthBytes);
    }

    private int index(long offset) {
        return near(offset) ? (int) (position + offset) : 0;
    }

    /** Whether a value of any width begins early enough for {@link #front}. */
    private boolean near(long offset) {
        return position + offset <= Integer.MAX_VALUE - Long.BYTES;
    }

    private ByteBuffer part(long offset, int count, int widthBytes) {
        long lengthBytes = (long) count * widthBytes;
        requireInside(offset, lengthBytes);
        if (lengthBytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "%d bytes are more than one copy moves; copy them in parts".formatted(lengthBytes));
        }
        return mapping.view(position + offset, (int) lengthBytes);
    }

    private void requireInside(long offset, long lengthBytes) {
        // Offsets may be negative, and huge: neither sum may overflow.
        if (lengthBytes < 0 || offset < -position || offset > end() - lengthBytes) {
            throw new IndexOutOfBoundsException("%d bytes at offset %d of the pointer are outside its %d to %d"
                    .formatted(lengthBytes, offset, -position, end()));
        }
    }

    /** The offset at which the mapping ends. */
    private long end() {
        return mapping.lengthBytes() - position;
    }
}
