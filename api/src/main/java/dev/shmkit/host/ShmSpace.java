package dev.shmkit.host;

import dev.shmkit.internal.region.RegionKey;
import java.io.File;
import java.nio.file.Path;

/**
 * How much room a file system for shared memory has. Immutable and thread-safe.
 *
 * @param directory where it is mounted
 * @param totalBytes its capacity; 0 where there is none
 * @param usedBytes how much of that is in use, by regions and everything else
 */
public record ShmSpace(Path directory, long totalBytes, long usedBytes) {
    private static final int WHOLE_PERCENT = 100;

    /**
     * Looks at {@code /dev/shm}.
     *
     * @return its room now
     */
    public static ShmSpace now() {
        File directory = RegionKey.SHM_DIRECTORY.toFile();
        long totalBytes = directory.getTotalSpace();
        return new ShmSpace(RegionKey.SHM_DIRECTORY, totalBytes, totalBytes - directory.getFreeSpace());
    }

    /**
     * Tells how full it is.
     *
     * @return 0 to 100
     */
    public int usedPercent() {
        return totalBytes == 0 ? 0 : (int) ((double) WHOLE_PERCENT * usedBytes / totalBytes);
    }
}
