package dev.shmkit.internal.proc;

import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.errno.ErrnoException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files of /proc, telling "gone" from "not ours to read". Contents are bytes of any kind: Latin-1 takes them all. */
final class ProcFiles {
    /** Process 1 always exists; whoever does not see it sees nobody else's: proc is mounted with hidepid. */
    static final boolean HIDES_PROCESSES = !new File("/proc/1").exists();

    private ProcFiles() {}

    /** Tells whether a call failed because the process or thread is gone, and not because it is hidden. */
    static boolean gone(ErrnoException failed) {
        boolean missing = failed.errno() == Errno.ENOENT || failed.errno() == Errno.ESRCH;
        return missing && !HIDES_PROCESSES;
    }

    /**
     * Reads a whole file.
     *
     * @throws ProcessGoneException when the process or thread ended before or while its file was read
     * @throws IOException when permissions hide it
     */
    static String read(long id, String file) throws IOException, ProcessGoneException {
        try {
            return Files.readString(Path.of("/proc/" + id + "/" + file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            if (HIDES_PROCESSES) {
                throw e;
            }
            throw new ProcessGoneException(id);
        } catch (IOException e) {
            // ESRCH has no exception class of its own: the directory was open when the thread ended.
            if (!HIDES_PROCESSES && Files.notExists(Path.of("/proc/" + id))) {
                throw new ProcessGoneException(id);
            }
            throw e;
        }
    }
}
