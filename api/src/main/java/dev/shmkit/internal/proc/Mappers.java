package dev.shmkit.internal.proc;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The processes that map a file. */
public final class Mappers {
    private Mappers() {}

    /**
     * Looks through all processes.
     *
     * @return their pids; empty when a process hides its mappings, so that the answer is not known
     */
    public static Optional<Set<Long>> of(int major, int minor, long inode, String path) {
        Set<Long> pids = new HashSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (maps(pid, major, minor, inode, path)) {
                    pids.add(pid);
                }
            }
            return Optional.of(pids);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean maps(long pid, int major, int minor, long inode, String path) throws IOException {
        try {
            return ProcMaps.contains(pid, major, minor, inode, path);
        } catch (ProcessGoneException e) {
            return false;
        }
    }
}
