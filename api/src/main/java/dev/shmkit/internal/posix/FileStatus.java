package dev.shmkit.internal.posix;

import com.sun.jna.Memory;
import dev.shmkit.RegionAttributes;

/**
 * What statx(2) tells about a file. statx, because its structure is the same on every architecture.
 *
 * <pre>
 *  offset  20 uid   24 gid   28 mode (u16)   32 inode   40 size   136/140 device major/minor
 * </pre>
 *
 * @param permissions the lower twelve mode bits
 * @param kind the file type bits of the mode
 */
public record FileStatus(
        int permissions, int kind, int uid, int gid, long inode, long sizeBytes, int major, int minor) {
    private static final int STATX_BYTES = 256;
    private static final int UID_OFFSET = 20;
    private static final int GID_OFFSET = 24;
    private static final int MODE_OFFSET = 28;
    private static final int INODE_OFFSET = 32;
    private static final int SIZE_OFFSET = 40;
    private static final int MAJOR_OFFSET = 136;
    private static final int MINOR_OFFSET = 140;

    private static final int AT_FDCWD = -100;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int BASIC_STATS = 0x7ff;
    private static final int KIND_MASK = 0170000;
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;
    private static final int FIFO = 0010000;
    private static final int SYMLINK = 0120000;

    private static final ThreadLocal<Memory> SCRATCH = ThreadLocal.withInitial(() -> new Memory(STATX_BYTES));

    /** Tells whether both describe the same file. */
    public boolean sameFile(FileStatus other) {
        return inode == other.inode && major == other.major && minor == other.minor;
    }

    /** Tells whether this is a regular file, the only kind that can be a region. */
    public boolean regular() {
        return kind == REGULAR;
    }

    /** Owner and permissions, for people. */
    public RegionAttributes attributes() {
        return new RegionAttributes(permissions & 0777, uid, gid, Users.owner(uid, gid));
    }

    /** Names the kind of file in words. */
    public String kindName() {
        return switch (kind) {
            case REGULAR -> "a regular file";
            case DIRECTORY -> "a directory";
            case FIFO -> "a FIFO";
            case SYMLINK -> "a symbolic link";
            default -> "a device or a socket";
        };
    }

    /** Reads the status of what a path names, without following a symbolic link at its end. */
    public static FileStatus of(String path) throws ErrnoException {
        return query(AT_FDCWD, CStrings.of(path), AT_SYMLINK_NOFOLLOW);
    }

    static FileStatus of(int fd) throws ErrnoException {
        return query(fd, CStrings.EMPTY, AT_EMPTY_PATH);
    }

    private static FileStatus query(int dir, byte[] path, int flags) throws ErrnoException {
        Memory result = SCRATCH.get();
        if (LibC.statx(dir, path, flags, BASIC_STATS, result) != 0) {
            throw ErrnoException.last();
        }
        int mode = result.getShort(MODE_OFFSET) & 0xffff;
        return new FileStatus(
                mode & ~KIND_MASK,
                mode & KIND_MASK,
                result.getInt(UID_OFFSET),
                result.getInt(GID_OFFSET),
                result.getLong(INODE_OFFSET),
                result.getLong(SIZE_OFFSET),
                result.getInt(MAJOR_OFFSET),
                result.getInt(MINOR_OFFSET));
    }
}
