package dev.shmkit.internal.proc;

import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.posix.Descriptor;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads files into one buffer that is used again and again: /proc alone has thousands of small ones, and a look at all of
 * them must cost little more than its system calls. Not thread-safe.
 */
public final class FileBytes {
    private static final int FIRST_BYTES = 64 * 1024;

    private ByteBuffer direct;
    private byte[] bytes;
    private int length;

    /** With room for most files of /proc. */
    public FileBytes() {
        this(FIRST_BYTES);
    }

    /** With room for so many bytes; larger files make it grow. */
    public FileBytes(int firstBytes) {
        direct = ByteBuffer.allocateDirect(firstBytes);
        bytes = new byte[firstBytes];
    }

    /**
     * Reads the first bytes of a file; what was read before is overwritten. Never follows a symbolic link, never waits for a
     * FIFO.
     *
     * @param most how many bytes at the most
     * @throws ErrnoException when it cannot be opened or read; of a process that is gone, with ENOENT or ESRCH
     */
    public void read(String path, int most) throws ErrnoException {
        length = 0;
        direct.clear();
        try (Descriptor file = Descriptor.openForReading(path)) {
            direct.limit(Math.min(most, direct.capacity()));
            while (file.read(direct) > 0 && direct.position() < most) {
                if (!direct.hasRemaining()) {
                    grow(most);
                }
            }
        }
        if (bytes.length < direct.capacity()) {
            bytes = new byte[direct.capacity()];
        }
        direct.flip().get(bytes, 0, direct.limit());
        length = direct.limit();
    }

    /** Reads a whole file. */
    public void read(String path) throws ErrnoException {
        read(path, Integer.MAX_VALUE);
    }

    private void grow(int most) {
        ByteBuffer larger = ByteBuffer.allocateDirect(direct.capacity() * 2);
        larger.put(direct.flip());
        larger.limit(Math.min(most, larger.capacity()));
        direct = larger;
    }

    /** What was read, in an array that the next read fills anew; only the first {@link #length} bytes count. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes were read. */
    public int length() {
        return length;
    }

    /** A copy of what was read. */
    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }
}
