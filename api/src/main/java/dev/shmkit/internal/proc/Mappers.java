package dev.shmkit.internal.proc;

import dev.shmkit.internal.posix.FileStatus;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The processes that map a file. */
public final class Mappers {
    private Mappers() {}

    /**
     * Looks through all processes.
     *
     * @return the pids of those that map the file, and of those that hide from us whether they do
     * @throws IOException when /proc itself cannot be read
     */
    public static Set<Long> possible(FileStatus file, String path) throws IOException {
        Set<Long> pids = new HashSet<>();
        for (long pid : Processes.pids()) {
            if (mayMap(pid, file, path)) {
                pids.add(pid);
            }
        }
        return pids;
    }

    private static boolean mayMap(long pid, FileStatus file, String path) {
        try {
            return ProcMaps.contains(pid, file, path);
        } catch (ProcessGoneException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
