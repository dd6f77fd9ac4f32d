package dev.shmkit.internal.proc;

import java.io.IOException;

/** What a thread's process maps, from {@code /proc/<tid>/maps}. */
public final class ProcMaps {
    // address-range permissions offset device inode path
    private static final int DEVICE_FIELD = 3;
    private static final int INODE_FIELD = 4;
    private static final int FIELDS_WITH_PATH = 6;

    private ProcMaps() {}

    /**
     * Tells whether a file is mapped. Its device or its path must match beside its inode: some file systems show another
     * device here than stat(2) does.
     *
     * @throws IOException when permissions hide the mappings
     */
    public static boolean contains(long tid, int major, int minor, long inode, String path)
            throws IOException, ProcessGoneException {
        String device = "%02x:%02x".formatted(major, minor);
        String number = Long.toUnsignedString(inode);
        for (String line : maps(tid).split("\n", -1)) {
            String[] fields = line.split("\\s+", FIELDS_WITH_PATH);
            boolean sameInode = fields.length > INODE_FIELD && fields[INODE_FIELD].equals(number);
            if (sameInode && (fields[DEVICE_FIELD].equals(device) || line.endsWith(path))) {
                return true;
            }
        }
        return false;
    }

    /** A thread that has ended shows nothing; the others of its process, as long as there are any, show what it maps. */
    private static String maps(long tid) throws IOException, ProcessGoneException {
        String own = ProcFiles.read(tid, "maps");
        return own.isEmpty() ? mapsOfOthers(tid) : own;
    }

    private static String mapsOfOthers(long tid) throws IOException {
        for (long other : ProcThread.ofProcess(tid)) {
            try {
                String maps = ProcFiles.read(other, "maps");
                if (!maps.isEmpty()) {
                    return maps;
                }
            } catch (ProcessGoneException e) {
                // It ended just now; there may be another one.
            }
        }
        return "";
    }
}
