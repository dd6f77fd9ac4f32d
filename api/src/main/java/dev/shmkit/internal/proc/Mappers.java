package dev.shmkit.internal.proc;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
    public static Set<Long> possible(int major, int minor, long inode, String path) throws IOException {
        Set<Long> pids = new HashSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (mayMap(pid, major, minor, inode, path)) {
                    pids.add(pid);
                }
            }
            return pids;
        }
    }

    private static boolean mayMap(long pid, int major, int minor, long inode, String path) {
        try {
            return ProcMaps.contains(pid, major, minor, inode, path);
        } catch (ProcessGoneException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
