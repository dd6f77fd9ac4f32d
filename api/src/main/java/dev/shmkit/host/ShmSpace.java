package dev.shmkit.host;

import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.internal.region.RegionKey;
import java.io.File;
import java.nio.file.Path;

/**
 * How much room a file system for shared memory has: for bytes, and for files, which run out on their own. Immutable and
 * thread-safe.
 *
 * @param directory where it is mounted
 * @param totalBytes its capacity; 0 where there is none
 * @param usedBytes how much of that is in use, by regions and everything else
 * @param totalFiles how many files it can have; 0 where there is no limit, and where that is not known
 * @param usedFiles how many it has, directories and links among them: inodes, see tmpfs(5)
 */
public record ShmSpace(Path directory, long totalBytes, long usedBytes, long totalFiles, long usedFiles) {
    private static final int WHOLE_PERCENT = 100;

    /**
     * Looks at {@code /dev/shm}.
     *
     * @return its room now
     */
    public static ShmSpace now() {
        return of(RegionKey.SHM_DIRECTORY);
    }

    static ShmSpace of(Path mounted) {
        File directory = mounted.toFile();
        long totalBytes = directory.getTotalSpace();
        FileStatus.Files files = files(mounted);
        return new ShmSpace(
                mounted,
                totalBytes,
                totalBytes - directory.getFreeSpace(),
                files.total(),
                files.total() - files.free());
    }

    private static FileStatus.Files files(Path mounted) {
        try {
            return FileStatus.Files.in(mounted.toString());
        } catch (ErrnoException e) {
            return new FileStatus.Files(0, 0, false);
        }
    }

    /**
     * Tells how much of the bytes is in use.
     *
     * @return 0 to 100
     */
    public int usedPercent() {
        return percent(usedBytes, totalBytes);
    }

    /**
     * Tells how many of the files that there can be exist.
     *
     * @return 0 to 100
     */
    public int usedFilesPercent() {
        return percent(usedFiles, totalFiles);
    }

    private static int percent(long used, long total) {
        return total == 0 ? 0 : (int) ((double) WHOLE_PERCENT * used / total);
    }
}
