package dev.shmkit;

import dev.shmkit.internal.text.Outside;
import dev.shmkit.internal.text.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;

/**
 * Copying between a region and the heap: byte arrays, buffers and C strings. The copies are plain accesses, see
 * {@link PlainData} for what that means and for the exceptions. Copies of 64 KiB and more compare the file's length first.
 */
public abstract sealed class BulkData extends AtomicData permits SignalledData {
    private static final int CHECKED_COPY_BYTES = 64 * 1024;
    private static final int SCAN_BYTES = 4096;

    BulkData(String key, long size, DataWindows source) {
        super(key, size, source);
    }

    /**
     * Copies bytes out of the region until the array is full.
     *
     * @param offset the first byte in the region
     * @param dst where to; all of it is written
     * @return {@code dst}
     */
    public final byte[] getBytes(long offset, byte[] dst) {
        return getBytes(offset, dst, 0, dst.length);
    }

    /**
     * Copies bytes out of the region into a part of an array.
     *
     * @param offset the first byte in the region
     * @param dst where to
     * @param dstIndex the first index in {@code dst}
     * @param lengthBytes how many
     * @return {@code dst}
     * @throws IndexOutOfBoundsException also when the part is outside {@code dst}
     */
    public final byte[] getBytes(long offset, byte[] dst, int dstIndex, int lengthBytes) {
        requirePart(dstIndex, lengthBytes, dst);
        copy(
                "read",
                offset,
                lengthBytes,
                (window, index, done, count) -> window.get(index, dst, dstIndex + done, count));
        return dst;
    }

    private void requirePart(int index, int lengthBytes, byte[] array) {
        if (index < 0 || lengthBytes < 0 || index > array.length - lengthBytes) {
            throw Outside.ofArray(key(), array.length, lengthBytes, index);
        }
    }

    /**
     * Copies bytes out of the region until the buffer is full, and moves its position to its limit.
     *
     * @param offset the first byte in the region
     * @param dst where to; its remaining bytes are written
     * @return this region
     * @throws ReadOnlyBufferException when {@code dst} is read-only
     */
    public final SharedMemory getBytes(long offset, ByteBuffer dst) {
        int start = dst.position();
        copy(
                "read",
                offset,
                dst.remaining(),
                (window, index, done, count) -> dst.put(start + done, window, index, count));
        dst.position(dst.limit());
        return self();
    }

    /**
     * Copies an array into the region.
     *
     * @param offset the first byte in the region
     * @param src what to write; all of it
     * @return this region
     */
    public final SharedMemory putBytes(long offset, byte[] src) {
        return putBytes(offset, src, 0, src.length);
    }

    /**
     * Copies a part of an array into the region.
     *
     * @param offset the first byte in the region
     * @param src what to write
     * @param srcIndex the first index in {@code src}
     * @param lengthBytes how many
     * @return this region
     * @throws IndexOutOfBoundsException also when the part is outside {@code src}
     */
    public final SharedMemory putBytes(long offset, byte[] src, int srcIndex, int lengthBytes) {
        requirePart(srcIndex, lengthBytes, src);
        copy(
                "write",
                offset,
                lengthBytes,
                (window, index, done, count) -> window.put(index, src, srcIndex + done, count));
        return self();
    }

    /**
     * Copies a buffer's remaining bytes into the region, and moves its position to its limit.
     *
     * @param offset the first byte in the region
     * @param src what to write
     * @return this region
     */
    public final SharedMemory putBytes(long offset, ByteBuffer src) {
        int start = src.position();
        copy(
                "write",
                offset,
                src.remaining(),
                (window, index, done, count) -> window.put(index, src, start + done, count));
        src.position(src.limit());
        return self();
    }

    /**
     * Reads a C string: UTF-8 up to a NUL byte, or to the region's end when there is none.
     *
     * @param offset the string's first byte, 0 to size − 1
     * @return the string without its NUL; bytes that are not UTF-8 become {@code U+FFFD}
     * @throws OutOfMemoryError when there are 2 GiB and more before the NUL: no string holds them
     */
    public final String getString(long offset) {
        requireInside(offset, 1);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (long at = offset; at < size(); ) {
            byte[] part = getBytes(at, new byte[(int) Math.min(SCAN_BYTES, size() - at)]);
            int end = indexOfNul(part);
            text.write(part, 0, end);
            if (end < part.length) {
                break;
            }
            at += part.length;
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /**
     * Writes a C string: UTF-8 and a NUL byte.
     *
     * @param offset the string's first byte
     * @param s what to write
     * @return this region
     * @throws IllegalArgumentException when {@code s} holds a NUL character, at which a reader would stop, or half of a
     *     surrogate pair, which has no UTF-8
     * @throws IndexOutOfBoundsException when the string and its NUL do not fit; nothing is written then
     */
    public final SharedMemory putString(long offset, String s) {
        if (s.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "region \"%s\": a string with a NUL character inside cannot be written as a C string"
                            .formatted(key()));
        }
        byte[] utf8 = Utf8.of(s, "region \"" + key() + "\"");
        byte[] terminated = new byte[utf8.length + 1];
        System.arraycopy(utf8, 0, terminated, 0, utf8.length);
        return putBytes(offset, terminated);
    }

    private static int indexOfNul(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return bytes.length;
    }

    /** Copies between a window at {@code index} and the {@code done}th byte of something on the heap. */
    private interface Step {
        void copy(ByteBuffer window, int index, int done, int count);
    }

    private void copy(String operation, long offset, int lengthBytes, Step step) {
        requireInside(offset, lengthBytes);
        if (lengthBytes >= CHECKED_COPY_BYTES) {
            requireWhole(operation);
        }
        try {
            for (int done = 0; done < lengthBytes; ) {
                ByteBuffer window = window(offset + done, 1);
                int index = index(offset + done);
                int count = Math.min(lengthBytes - done, window.limit() - index);
                step.copy(window, index, done, count);
                done += count;
            }
        } catch (InternalError e) {
            throw fault(operation, e);
        }
    }
}
