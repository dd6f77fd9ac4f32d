package dev.shmkit.internal.proc;

import dev.shmkit.internal.posix.FileStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Whether one thread's process maps some file. Read onto the heap and not through {@link FileBytes}: its buffer pays when
 * thousands of files are read, while one for each look at a lock would wait for the collector outside of the heap.
 */
public final class ProcMaps {
    private ProcMaps() {}

    /**
     * Tells whether a file is mapped, see {@link MappedFiles}.
     *
     * @throws IOException when permissions hide the mappings
     */
    public static boolean contains(long tid, FileStatus file, String path) throws IOException, ProcessGoneException {
        MappedFiles<String> files = new MappedFiles<>();
        files.add(path, file, path);
        byte[] maps = maps(tid).getBytes(StandardCharsets.ISO_8859_1);
        return !files.in(maps, maps.length).isEmpty();
    }

    /**
     * Tells whether a file of some name is mapped, in whatever directory it is, and also when it was deleted meanwhile.
     *
     * @throws IOException when permissions hide the mappings
     */
    public static boolean containsName(long tid, String name) throws IOException, ProcessGoneException {
        String end = "/" + name;
        return maps(tid).lines().anyMatch(line -> line.endsWith(end) || line.endsWith(end + " (deleted)"));
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
