package dev.shmkit.internal.posix;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.errno.ErrnoException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * glibc's functions through JNA's direct mapping. Sizes, offsets and addresses are {@code long}: shmkit runs on 64-bit
 * Linux only. Paths are NUL-terminated UTF-8. Failing calls leave their error number in {@link Native#getLastError()}.
 */
final class LibC {
    static {
        // The process itself, not a file name: glibc before 2.34 keeps pthread in a library of its own.
        NativeLibrary self = NativeLibrary.getProcess();
        Native.register(LibC.class, self);
    }

    private LibC() {}

    /** For the calling thread's last failed call. */
    static ErrnoException failure() {
        return new ErrnoException(Native.getLastError());
    }

    /** A string as C takes it: UTF-8 with a NUL at the end, whatever the JVM's own encodings are. */
    static byte[] string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(utf8, utf8.length + 1);
    }

    /** With the path's address, as in all that take one path. */
    static native int open(long path, int flags, int mode);

    static native int close(int fd);

    /** Into the buffer's first byte on, wherever its position is. */
    static native long read(int fd, ByteBuffer direct, long countBytes);

    static native long read(int fd, long address, long countBytes);

    static native long pread(int fd, long address, long countBytes, long offset);

    static native long pwrite(int fd, long address, long countBytes, long offset);

    static native long lseek(int fd, long offset, int whence);

    /** With the address of the array. */
    static native int poll(long descriptors, long count, int timeoutMillis);

    static native int flock(int fd, int operation);

    static native int fchmod(int fd, int mode);

    static native int fchown(int fd, int uid, int gid);

    static native int linkat(int oldDir, long oldPath, int newDir, long newPath, int flags);

    static native int unlink(long path);

    static native int posix_fallocate(int fd, long offset, long lengthBytes);

    /** With the addresses of path and result. */
    static native int statx(int dir, long path, int flags, int mask, long result);

    /** With the addresses of path and result. */
    static native int statvfs(long path, long result);

    static native long mmap(long address, long lengthBytes, int protection, int flags, int fd, long offset);

    static native int munmap(long address, long lengthBytes);

    static native int mprotect(long address, long lengthBytes, int protection);

    static native long sysconf(int name);

    /** {@code sigaction} under the name by which libjsig, where it is preloaded, does not know it. */
    static native int __sigaction(int signal, Pointer action, Pointer before);

    static native int getuid();

    static native int gettid();

    /** Variadic in C; glibc's wrapper takes six registers whatever the call needs. */
    static native long syscall(long number, long a, long b, long c, Pointer d, long e, long f);

    static native int getpwuid_r(int uid, Pointer entry, Pointer buffer, long bufferBytes, Pointer result);

    static native int getgrgid_r(int gid, Pointer entry, Pointer buffer, long bufferBytes, Pointer result);

    static native int clock_gettime(int clock, Pointer timespec);

    static native int pthread_mutexattr_init(Pointer attributes);

    static native int pthread_mutexattr_settype(Pointer attributes, int type);

    static native int pthread_mutexattr_setpshared(Pointer attributes, int shared);

    static native int pthread_mutexattr_setrobust(Pointer attributes, int robust);

    static native int pthread_mutex_init(long mutex, Pointer attributes);

    static native int pthread_mutex_lock(long mutex);

    /** Bound once more by {@link ShortCalls}, as is the one that unlocks. */
    static native int pthread_mutex_trylock(long mutex);

    static native int pthread_mutex_clocklock(long mutex, int clock, Pointer timespec);

    static native int pthread_mutex_unlock(long mutex);

    static native int pthread_mutex_consistent(long mutex);

    static native Pointer gnu_get_libc_version();

    /**
     * A thread's memory for a path, a status and a file's first bytes. C sees it at its own address, where an array would be copied
     * to and from at each call, which costs as much as the shorter system calls do. Good until the thread's next call.
     */
    static final class Scratch {
        private static final int LONGEST_PATH_BYTES = 4096;
        private static final int FRONT_BYTES = 64;
        private static final ThreadLocal<Scratch> MINE = ThreadLocal.withInitial(Scratch::new);

        final ByteBuffer status;
        final long statusAddress;
        private final ByteBuffer path;
        private final long pathAddress;
        private final ByteBuffer front;
        private final long frontAddress;

        private Scratch() {
            Memory memory = new Memory(LONGEST_PATH_BYTES + FileStatus.STATX_BYTES + FRONT_BYTES);
            // The views keep the memory.
            path = memory.getByteBuffer(0, LONGEST_PATH_BYTES);
            status = memory.getByteBuffer(LONGEST_PATH_BYTES, FileStatus.STATX_BYTES);
            front = memory.getByteBuffer(LONGEST_PATH_BYTES + FileStatus.STATX_BYTES, FRONT_BYTES);
            pathAddress = Pointer.nativeValue(memory);
            statusAddress = pathAddress + LONGEST_PATH_BYTES;
            frontAddress = statusAddress + FileStatus.STATX_BYTES;
        }

        static Scratch mine() {
            return MINE.get();
        }

        /** Puts a path there and gives its address. */
        long path(String text) throws ErrnoException {
            byte[] string = string(text);
            if (string.length > LONGEST_PATH_BYTES) {
                throw new ErrnoException(Errno.ENAMETOOLONG);
            }
            path.put(0, string);
            return pathAddress;
        }

        /** Where a file's first bytes go: at most 64. */
        long front() {
            return frontAddress;
        }

        /** Puts bytes there, to be written, or a short path next to {@link #path}. */
        long front(byte[] bytes) {
            front.put(0, bytes);
            return frontAddress;
        }

        /** Takes a number that was read. */
        long frontLong() {
            return front.order(ByteOrder.nativeOrder()).getLong(0);
        }

        /** Takes what was read. */
        void takeFront(byte[] bytes, int count) {
            front.get(0, bytes, 0, count);
        }
    }
}
