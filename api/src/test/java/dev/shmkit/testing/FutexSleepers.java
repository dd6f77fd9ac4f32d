package dev.shmkit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Threads that sleep in the kernel on a word of a mapped file, see futex(2) and proc(5). */
public final class FutexSleepers {
    private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");
    private static final String FUTEX = ARM ? "98" : "202";

    private FutexSleepers() {}

    /** How many threads of a process sleep on the word so many bytes behind the beginning of a file. */
    public static long count(long pid, Path file, long offset) {
        // Not by its path: a file that was made without a name is shown without one for ever.
        String inode = " " + inode(file) + " ";
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            List<Long> words = Files.readAllLines(Path.of("/proc/" + pid + "/maps")).stream()
                    .filter(line -> line.contains(inode))
                    .map(line -> Long.parseUnsignedLong(line.substring(0, line.indexOf('-')), 16) + offset)
                    .toList();
            return tasks.filter(task -> words.contains(sleepsOn(task))).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long inode(Path file) {
        try {
            return (Long) Files.getAttribute(file, "unix:ino");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address, 0 when the thread is elsewhere or gone. */
    private static long sleepsOn(Path task) {
        try {
            String[] call = Files.readString(task.resolve("syscall")).strip().split(" ", -1);
            return call[0].equals(FUTEX) ? Long.parseUnsignedLong(call[1].substring(2), 16) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
