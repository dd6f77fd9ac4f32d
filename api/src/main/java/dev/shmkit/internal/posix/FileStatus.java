package dev.shmkit.internal.posix;

import dev.shmkit.RegionAttributes;
import dev.shmkit.internal.errno.ErrnoException;
import java.nio.ByteBuffer;

/**
 * What statx(2) tells about a file. statx, because its structure is the same on every architecture.
 *
 * <pre>
 *  offset  20 uid   24 gid   28 mode (u16)   32 inode   40 size   48 blocks   80 birth   96 change   136/140 device major/minor
 * </pre>
 *
 * @param permissions the lower twelve mode bits
 * @param kind the file type bits of the mode
 * @param residentBytes what is allocated to it: for a file in memory, what it takes there
 * @param createdMillis when it was made, since 1970; where the file system does not keep that, when its status was last changed
 */
public record FileStatus(
        int permissions,
        int kind,
        int uid,
        int gid,
        long inode,
        long sizeBytes,
        long residentBytes,
        long createdMillis,
        int major,
        int minor) {
    static final int STATX_BYTES = 256;
    private static final int UID_OFFSET = 20;
    private static final int GID_OFFSET = 24;
    private static final int MODE_OFFSET = 28;
    private static final int INODE_OFFSET = 32;
    private static final int SIZE_OFFSET = 40;
    private static final int BLOCKS_OFFSET = 48;
    private static final int BIRTH_OFFSET = 80;
    private static final int CHANGE_OFFSET = 96;
    private static final int MAJOR_OFFSET = 136;
    private static final int MINOR_OFFSET = 140;

    static final int AT_FDCWD = -100;
    static final int OF_LINK = 0x100;
    private static final int AT_EMPTY_PATH = 0x1000;
    static final int BASIC_STATS_AND_BIRTH = 0xfff;
    private static final int BLOCK_BYTES = 512;
    private static final int MILLIS = 1000;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int KIND_MASK = 0170000;
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;
    private static final int FIFO = 0010000;
    private static final int SYMLINK = 0120000;

    /** Of another file on the same device, of which no more is known. */
    public FileStatus ofInode(long otherInode) {
        return new FileStatus(0, 0, uid, gid, otherInode, 0, 0, 0, major, minor);
    }

    /** Tells whether both describe the same file. */
    public boolean sameFile(FileStatus other) {
        return inode == other.inode && major == other.major && minor == other.minor;
    }

    /** Tells the file from others, as stat does: its device and number. */
    public String id() {
        return major + ":" + minor + ":" + Long.toUnsignedString(inode);
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
        return query(AT_FDCWD, path, OF_LINK);
    }

    /**
     * What statvfs(3) tells about the files of a file system: glibc's structure is the same on all 64-bit architectures.
     *
     * <pre>
     *  offset  40 files   48 free files   72 flags
     * </pre>
     *
     * @param total how many it can have; 0 where there is no limit
     * @param free how many more there can be
     * @param readOnly whether it is mounted so that none can be made or written
     */
    public record Files(long total, long free, boolean readOnly) {
        private static final int TOTAL_OFFSET = 40;
        private static final int FREE_OFFSET = 48;
        private static final int FLAGS_OFFSET = 72;
        private static final int READ_ONLY = 1;

        /** Of the file system in which the path is. */
        public static Files in(String path) throws ErrnoException {
            LibC.Scratch scratch = LibC.Scratch.mine();
            if (LibC.statvfs(scratch.path(path), scratch.statusAddress) != 0) {
                throw LibC.failure();
            }
            return new Files(
                    scratch.status.getLong(TOTAL_OFFSET),
                    scratch.status.getLong(FREE_OFFSET),
                    (scratch.status.getLong(FLAGS_OFFSET) & READ_ONLY) != 0);
        }
    }

    /** True when a path names a directory, also through symbolic links; false when it cannot be told. */
    public static boolean isDirectory(String path) {
        LibC.Scratch scratch = LibC.Scratch.mine();
        try {
            int result = LibC.statx(AT_FDCWD, scratch.path(path), 0, BASIC_STATS_AND_BIRTH, scratch.statusAddress);
            return result == 0 && parse(scratch.status).kind == DIRECTORY;
        } catch (ErrnoException e) {
            return false;
        }
    }

    static FileStatus of(int fd) throws ErrnoException {
        return query(fd, "", AT_EMPTY_PATH);
    }

    private static FileStatus query(int dir, String path, int flags) throws ErrnoException {
        LibC.Scratch scratch = LibC.Scratch.mine();
        if (LibC.statx(dir, scratch.path(path), flags, BASIC_STATS_AND_BIRTH, scratch.statusAddress) != 0) {
            throw LibC.failure();
        }
        return parse(scratch.status);
    }

    static FileStatus parse(ByteBuffer result) {
        int mode = result.getShort(MODE_OFFSET) & 0xffff;
        return new FileStatus(
                mode & ~KIND_MASK,
                mode & KIND_MASK,
                result.getInt(UID_OFFSET),
                result.getInt(GID_OFFSET),
                result.getLong(INODE_OFFSET),
                result.getLong(SIZE_OFFSET),
                result.getLong(BLOCKS_OFFSET) * BLOCK_BYTES,
                createdMillis(result),
                result.getInt(MAJOR_OFFSET),
                result.getInt(MINOR_OFFSET));
    }

    /** The scratch memory is reused: a birth that the file system does not give is 0, because the kernel writes all of it. */
    private static long createdMillis(ByteBuffer result) {
        int offset = result.getLong(BIRTH_OFFSET) == 0 ? CHANGE_OFFSET : BIRTH_OFFSET;
        return result.getLong(offset) * MILLIS + result.getInt(offset + Long.BYTES) / NANOS_PER_MILLI;
    }
}
