package dev.shmkit.internal.errno;

import dev.shmkit.LockDeadlockException;
import dev.shmkit.LockNotOwnedException;
import dev.shmkit.RegionAccessException;
import dev.shmkit.RegionExistsException;
import dev.shmkit.RegionNotFoundException;
import dev.shmkit.RegionSpaceException;
import dev.shmkit.ShmException;

/** Error numbers, and the one place that turns them into exceptions. Numbers are Linux's, see errno(3). */
public final class Errno {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EFAULT = 14;
    public static final int EBUSY = 16;
    public static final int EEXIST = 17;
    public static final int ENOTDIR = 20;
    public static final int EISDIR = 21;
    public static final int EINVAL = 22;
    public static final int EMFILE = 24;
    public static final int EFBIG = 27;
    public static final int ENOSPC = 28;
    public static final int EROFS = 30;
    public static final int EDEADLK = 35;
    public static final int ENAMETOOLONG = 36;
    public static final int ELOOP = 40;
    public static final int ENXIO = 6;
    public static final int EOPNOTSUPP = 95;
    public static final int ETIMEDOUT = 110;
    public static final int EDQUOT = 122;
    public static final int EOWNERDEAD = 130;
    public static final int ENOTRECOVERABLE = 131;

    private Errno() {}

    /**
     * Makes the exception for a failed call on a region.
     *
     * @param key the region's key as the caller gave it
     * @param operation the verb that failed
     * @param errno why it failed
     * @param detail what was being done, such as {@code "reserving 4160 bytes in /dev/shm"}
     */
    public static ShmException exception(String key, String operation, int errno, String detail) {
        String message = "cannot %s region \"%s\": %s: %s".formatted(operation, key, detail, meaning(errno, operation));
        return switch (errno) {
            case EEXIST -> new RegionExistsException(key, operation, errno, message);
            case ENOENT -> new RegionNotFoundException(key, operation, errno, message);
            case EACCES, EROFS -> new RegionAccessException(key, operation, errno, message);
            case EPERM ->
                holdersOwn(operation)
                        ? new LockNotOwnedException(key, operation, errno, message)
                        : new RegionAccessException(key, operation, errno, message);
            case ENOSPC, ENOMEM, EFBIG, EDQUOT -> new RegionSpaceException(key, operation, errno, message);
            case EDEADLK -> new LockDeadlockException(key, operation, errno, message);
            default -> new ShmException(key, operation, errno, message);
        };
    }

    /** For a thread that gives back a lock which is not its own any more. */
    public static LockNotOwnedException takenOver(String key) {
        String message =
                "cannot unlock region \"%s\": its lock was taken over from the calling thread (EPERM), by recover() or by"
                        + " what overwrote its words; do not trust the data";
        return new LockNotOwnedException(key, "unlock", EPERM, message.formatted(key));
    }

    /** What only the thread may do that holds the lock. */
    private static boolean holdersOwn(String operation) {
        return operation.equals("unlock") || operation.equals("repair");
    }

    private static String meaning(int errno, String operation) {
        return switch (errno) {
            case EEXIST -> "it exists already (EEXIST); attach to it, or unlink it first";
            case ENOENT ->
                operation.equals("create")
                        ? "a directory of its path does not exist (ENOENT); make that first"
                        : "it does not exist (ENOENT); 'shm ls' lists what there is";
            case EACCES ->
                operation.equals("create")
                        ? "permission denied (EACCES); use a key in a directory that you may write"
                        : "permission denied (EACCES); ask its owner, see 'shm show', or use another key";
            case EPERM ->
                "not permitted (EPERM); "
                        + switch (operation) {
                            case "unlock" -> "release it on the thread that took it";
                            case "repair" -> "repair the data on the thread that took it";
                            default -> "only its owner and root may";
                        };
            case EROFS -> "the file system is read-only (EROFS); use a key elsewhere";
            case ENOSPC ->
                "no space left (ENOSPC), for bytes or one more file; ask for less, or remove regions, see 'shm ls' and 'shm doctor'";
            case ENOMEM -> "out of memory or of mappings (ENOMEM); ask for less, or close regions";
            case EFBIG -> "larger than any file can be here (EFBIG); ask for less";
            case EDQUOT -> "the disk quota is used up (EDQUOT); ask for less";
            case EMFILE -> "this process has too many open files (EMFILE); close regions, or raise 'ulimit -n'";
            case ELOOP -> "it is a symbolic link (ELOOP), which is never followed; name the file itself";
            case EISDIR -> "it is a directory (EISDIR); name a file";
            case ENOTDIR -> "a part of its path is not a directory (ENOTDIR); correct the path";
            case ENXIO -> "it is a socket or a device without a driver (ENXIO); name a regular file";
            case ENAMETOOLONG -> "the name is too long (ENAMETOOLONG); shorten it";
            case EDEADLK -> "the calling thread holds it already (EDEADLK); release the outer lock first";
            case EOWNERDEAD -> "its holder died (EOWNERDEAD)";
            case ENOTRECOVERABLE -> "its holder died and nobody repaired it (ENOTRECOVERABLE); unlink the region";
            default -> "error number " + errno + ", see 'errno -l'";
        };
    }
}
