package dev.shmkit.internal.proc;

import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.posix.FileStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds, in the maps of any process, those of a given set of files. Made once for a look at all processes. A file is known
 * by its inode and by its device or path: some file systems show another device in maps than stat(2) does.
 *
 * <pre>
 *  7f5c1a000000-7f5c1a002000 rw-s 00000000 00:19 1057   /dev/shm/demo
 *  start        end          perm offset   device inode path
 * </pre>
 *
 * @param <T> what the caller calls a file
 */
public final class MappedFiles<T> {
    private static final int DEVICE_BITS = 32;

    private final Map<Long, List<Known<T>>> byInode = new HashMap<>();

    private record Known<T>(T file, long device, String path) {}

    /**
     * A mapping of a file, whole or in part.
     *
     * @param file what the caller calls it
     * @param start the first address
     * @param end the first address behind it
     * @param fileOffset which byte of the file is at the first address
     */
    public record Range<T>(T file, long start, long end, long fileOffset) {
        /** True for the address where a process that has this mapping sees the file's first byte. */
        public boolean isFirstByte(long address) {
            return fileOffset == 0 && address == start;
        }
    }

    /** Adds a file to look for. */
    public void add(T file, FileStatus status, String path) {
        byInode.computeIfAbsent(status.inode(), inode -> new ArrayList<>(1))
                .add(new Known<>(file, device(status.major(), status.minor()), path));
    }

    private static long device(long major, long minor) {
        return major << DEVICE_BITS | minor;
    }

    /**
     * Looks through the maps of a process.
     *
     * @param reader whose buffer to use
     * @return the mappings of the known files; none when it maps none of them or is gone
     * @throws ErrnoException when permissions hide them
     */
    public List<Range<T>> of(long pid, FileBytes reader) throws ErrnoException {
        if (!read("/proc/" + pid + "/maps", reader)) {
            readThroughAnotherThread(pid, reader);
        }
        return in(reader.bytes(), reader.length());
    }

    /** Looks through so many bytes of some maps. */
    List<Range<T>> in(byte[] bytes, int length) {
        List<Range<T>> found = new ArrayList<>();
        int start = 0;
        for (int end = 0; end < length; end++) {
            if (bytes[end] == '\n') {
                match(bytes, start, end, found);
                start = end + 1;
            }
        }
        return found;
    }

    /** False when there is nothing to read. */
    private static boolean read(String maps, FileBytes reader) throws ErrnoException {
        try {
            reader.read(maps);
        } catch (ErrnoException e) {
            if (ProcFiles.gone(e)) {
                return false;
            }
            throw e;
        }
        return reader.length() > 0;
    }

    /** A first thread that has ended shows nothing; the process goes on, and its other threads show what it maps. */
    private static void readThroughAnotherThread(long pid, FileBytes reader) throws ErrnoException {
        for (long tid : ProcThread.ofProcess(pid)) {
            if (tid != pid && read("/proc/" + pid + "/task/" + tid + "/maps", reader)) {
                return;
            }
        }
    }

    private void match(byte[] bytes, int lineStart, int lineEnd, List<Range<T>> found) {
        Digits line = new Digits(bytes, lineStart, lineEnd);
        long start = line.hex();
        long end = line.skip(1).hex();
        long offset = line.nextField().nextField().hex();
        long major = line.nextField().hex();
        long minor = line.skip(1).hex();
        long inode = line.nextField().decimal();
        @Nullable List<Known<T>> candidates = inode == 0 ? null : byInode.get(inode);
        if (candidates == null) {
            return;
        }
        long device = device(major, minor);
        int pathStart = line.nextField().position();
        for (Known<T> known : candidates) {
            if (known.device == device
                    || endsWith(bytes, pathStart, lineEnd, known.path)
                    || endsWith(bytes, pathStart, lineEnd, known.path + " (deleted)")) {
                found.add(new Range<>(known.file, start, end, offset));
            }
        }
    }

    private static boolean endsWith(byte[] bytes, int start, int end, String path) {
        byte[] suffix = path.getBytes(StandardCharsets.UTF_8);
        int suffixStart = end - suffix.length;
        return suffixStart >= start && Arrays.equals(bytes, suffixStart, end, suffix, 0, suffix.length);
    }
}
