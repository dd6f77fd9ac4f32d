package dev.shmkit.internal.posix;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.errno.ErrnoException;
import java.nio.ByteBuffer;

/** An open file descriptor. Thread-safe; whoever opened it closes it, and closing twice is harmless. */
public final class Descriptor implements AutoCloseable {
    private static final int STANDARD_OUTPUT = 1;
    private static final int POLLFD_BYTES = 8;
    private static final int ANSWER_OFFSET = 6;
    private static final int POLLERR = 0x8;
    private static final int POLLHUP = 0x10;
    private static final int O_RDONLY = 0;
    private static final int O_RDWR = 02;
    private static final int O_CREAT = 0100;
    private static final int O_EXCL = 0200;
    private static final int O_NONBLOCK = 04000;
    private static final int O_CLOEXEC = 02000000;
    private static final int O_DIRECTORY = Platform.ARM ? 040000 : 0200000;
    private static final int O_NOFOLLOW = Platform.ARM ? 0100000 : 0400000;
    private static final int O_TMPFILE = 020000000 | O_DIRECTORY;
    static final int FOR_READING = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    private static final int OWNER_ONLY = 0600;
    private static final int AT_SYMLINK_FOLLOW = 0x400;
    private static final int SEEK_SET = 0;
    private static final int SEEK_END = 2;
    private static final int LOCK_EXCLUSIVE_NOW = 2 | 4;
    private static final int LOCK_NONE = 8;
    private static final int CLOSED = -1;

    private int fd;

    /** Takes over what was opened. */
    Descriptor(int fd) {
        this.fd = fd;
    }

    /** Opens what is there for reading and writing: never a symbolic link, never blocking on a FIFO. */
    public static Descriptor openExisting(String path) throws ErrnoException {
        return open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    }

    /** The same for reading alone. */
    public static Descriptor openForReading(String path) throws ErrnoException {
        return open(path, FOR_READING);
    }

    /** Makes a file without a name, which {@link #link} can give it later. */
    public static Descriptor createUnnamed(String directory) throws ErrnoException {
        return open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC);
    }

    /** Makes a file with a name that must not be taken, for file systems without O_TMPFILE. */
    public static Descriptor createNamed(String path) throws ErrnoException {
        return open(path, O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    }

    private static Descriptor open(String path, int flags) throws ErrnoException {
        int fd = LibC.open(LibC.Scratch.mine().path(path), flags, OWNER_ONLY);
        if (fd < 0) {
            throw LibC.failure();
        }
        return new Descriptor(fd);
    }

    /** Removes a name. */
    public static void unlink(String path) throws ErrnoException {
        check(LibC.unlink(LibC.Scratch.mine().path(path)));
    }

    public synchronized FileStatus status() throws ErrnoException {
        return FileStatus.of(fd);
    }

    /** The file's length now. The cheapest question there is about a file; the position it moves is not used. */
    public synchronized long lengthBytes() throws ErrnoException {
        long lengthBytes = LibC.lseek(fd, 0, SEEK_END);
        if (lengthBytes < 0) {
            throw LibC.failure();
        }
        return lengthBytes;
    }

    /** Says where the next {@link #read} begins. */
    public synchronized void seek(long offset) throws ErrnoException {
        if (LibC.lseek(fd, offset, SEEK_SET) < 0) {
            throw LibC.failure();
        }
    }

    /**
     * Reads on from where the last read ended, into a direct buffer's remaining bytes, and moves its position over what came.
     *
     * @return how many bytes came; 0 at the end of the file
     */
    public synchronized int read(ByteBuffer direct) throws ErrnoException {
        long count;
        do {
            count = LibC.read(fd, direct.slice(), direct.remaining());
        } while (count < 0 && Native.getLastError() == Errno.EINTR);
        if (count < 0) {
            throw LibC.failure();
        }
        direct.position(direct.position() + (int) count);
        return (int) count;
    }

    /**
     * Reads one long in the machine's order, of what has no position, as counters have none.
     *
     * @return −1 when there is none to read
     */
    public synchronized long readLong() throws ErrnoException {
        LibC.Scratch scratch = LibC.Scratch.mine();
        long count = LibC.read(fd, scratch.front(), Long.BYTES);
        if (count < 0) {
            throw LibC.failure();
        }
        return count == Long.BYTES ? scratch.frontLong() : -1;
    }

    /** Reads the file's first bytes, at most 64: those that a short file does not have stay as they are in the array. */
    public synchronized void readFront(byte[] bytes) throws ErrnoException {
        LibC.Scratch scratch = LibC.Scratch.mine();
        long count;
        do {
            count = LibC.pread(fd, scratch.front(), bytes.length, 0);
        } while (count < 0 && Native.getLastError() == Errno.EINTR);
        if (count < 0) {
            throw LibC.failure();
        }
        scratch.takeFront(bytes, (int) count);
    }

    /** Writes the file's first bytes, at most 64, whose pages must be reserved. */
    public synchronized void writeFront(byte[] bytes) throws ErrnoException {
        LibC.Scratch scratch = LibC.Scratch.mine();
        long count;
        do {
            count = LibC.pwrite(fd, scratch.front(bytes), bytes.length, 0);
        } while (count < 0 && Native.getLastError() == Errno.EINTR);
        if (count < 0) {
            throw LibC.failure();
        }
        if (count < bytes.length) {
            throw new ErrnoException(Errno.ENOSPC);
        }
    }

    /**
     * Excludes every other opening of the file that asks for the same, of any process, until {@link #endExclusion}; see
     * flock(2). The kernel ends it for a process that dies.
     *
     * @return false at once when somebody else has it
     */
    public synchronized boolean tryExclusion() {
        return LibC.flock(fd, LOCK_EXCLUSIVE_NOW) == 0;
    }

    public synchronized void endExclusion() {
        LibC.flock(fd, LOCK_NONE);
    }

    public synchronized void setPermissions(int permissions) throws ErrnoException {
        check(LibC.fchmod(fd, permissions));
    }

    public synchronized void setOwner(int uid, int gid) throws ErrnoException {
        check(LibC.fchown(fd, uid, gid));
    }

    /** Gives the file its length with every page reserved, so that a full file system shows now and not as a SIGBUS. */
    public synchronized void allocate(long lengthBytes) throws ErrnoException {
        int errno;
        do {
            errno = LibC.posix_fallocate(fd, 0, lengthBytes);
        } while (errno == Errno.EINTR);
        if (errno != 0) {
            throw new ErrnoException(errno);
        }
    }

    /** Gives an unnamed file its name; fails with EEXIST when it is taken. Through /proc, see open(2), O_TMPFILE. */
    public synchronized void link(String path) throws ErrnoException {
        LibC.Scratch scratch = LibC.Scratch.mine();
        long self = scratch.front(LibC.string("/proc/self/fd/" + fd));
        check(LibC.linkat(FileStatus.AT_FDCWD, self, FileStatus.AT_FDCWD, scratch.path(path), AT_SYMLINK_FOLLOW));
    }

    synchronized int number() {
        return fd;
    }

    @Override
    public synchronized void close() {
        if (fd != CLOSED) {
            LibC.close(fd);
            fd = CLOSED;
        }
    }

    private static void check(int result) throws ErrnoException {
        if (result != 0) {
            throw LibC.failure();
        }
    }

    /** True when what this process writes to is a pipe or a connection whose other end is closed: known before anything is written to it. */
    public static boolean nobodyReadsOutput() {
        try (Memory descriptor = new Memory(POLLFD_BYTES)) {
            // No events are asked for: failures are told of anyway.
            descriptor.setLong(0, 0);
            descriptor.setInt(0, STANDARD_OUTPUT);
            return LibC.poll(Pointer.nativeValue(descriptor), 1, 0) > 0
                    && (descriptor.getShort(ANSWER_OFFSET) & (POLLERR | POLLHUP)) != 0;
        }
    }
}
