package dev.shmkit.internal.posix;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.errno.ErrnoException;
import java.nio.ByteBuffer;

/**
 * Asks for the status and the first bytes of one file after the other. Path and answers lie in memory that is used again, and
 * which C sees at its own address: a look at ten thousand files costs little more than its system calls. Not thread-safe.
 */
public final class FileFront {
    /** The longest path, with its NUL: the status lies behind it. */
    private static final int STATUS_OFFSET = 4096;

    private static final int FRONT_OFFSET = STATUS_OFFSET + FileStatus.STATX_BYTES;

    private final Memory memory;
    private final ByteBuffer path;
    private final ByteBuffer status;
    private final ByteBuffer front;
    private final long address;

    /** With room for so many first bytes. */
    public FileFront(int frontBytes) {
        memory = new Memory(FRONT_OFFSET + frontBytes);
        path = memory.getByteBuffer(0, STATUS_OFFSET);
        status = memory.getByteBuffer(STATUS_OFFSET, FileStatus.STATX_BYTES);
        front = memory.getByteBuffer(FRONT_OFFSET, frontBytes);
        address = Pointer.nativeValue(memory);
    }

    /** The status of what a path names, without following a symbolic link at its end. The file is the one to read from, now. */
    public FileStatus status(String text) throws ErrnoException {
        byte[] string = LibC.string(text);
        if (string.length > path.capacity()) {
            throw new ErrnoException(Errno.ENAMETOOLONG);
        }
        path.clear().put(string);
        int result = LibC.statx(
                FileStatus.AT_FDCWD,
                address,
                FileStatus.OF_LINK,
                FileStatus.BASIC_STATS_AND_BIRTH,
                address + STATUS_OFFSET);
        if (result != 0) {
            throw LibC.failure();
        }
        return FileStatus.parse(status);
    }

    /** The file's first bytes, followed by zeros where it is shorter. Never waits for a FIFO. */
    public byte[] bytes() throws ErrnoException {
        int fd = LibC.open(address, Descriptor.FOR_READING, 0);
        if (fd < 0) {
            throw LibC.failure();
        }
        try {
            byte[] bytes = new byte[front.capacity()];
            front.clear().get(bytes, 0, count(fd));
            return bytes;
        } finally {
            LibC.close(fd);
        }
    }

    private int count(int fd) throws ErrnoException {
        long count;
        do {
            count = LibC.read(fd, address + FRONT_OFFSET, front.capacity());
        } while (count < 0 && Native.getLastError() == Errno.EINTR);
        if (count < 0) {
            throw LibC.failure();
        }
        return (int) count;
    }
}
