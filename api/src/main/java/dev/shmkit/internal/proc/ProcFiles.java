package dev.shmkit.internal.proc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files of /proc, telling "gone" from "not ours to read". Contents are bytes of any kind: Latin-1 takes them all. */
final class ProcFiles {
    private ProcFiles() {}

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
            throw new ProcessGoneException(id);
        } catch (IOException e) {
            // ESRCH has no exception class of its own: the directory was open when the thread ended.
            if (Files.notExists(Path.of("/proc/" + id))) {
                throw new ProcessGoneException(id);
            }
            throw e;
        }
    }
}
