package dev.shmkit.cli.doctor;

import dev.shmkit.cli.doctor.Finding.Kind;
import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.posix.FileStatus;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether regions can be made in a directory at all: as {@code /tmp}, it must be everybody's to write, and nobody's to remove from
 * what is another user's.
 */
final class SharedDirectory {
    private static final int EVERYBODY_AND_STICKY = 01777;

    private SharedDirectory() {}

    /** What is wrong with it; empty when nothing is, or when it is not there. */
    static Optional<Finding> of(Path directory, boolean root) {
        try {
            return of(
                    directory.toString(),
                    FileStatus.of(directory.toString()).permissions(),
                    FileStatus.Files.in(directory.toString()).readOnly(),
                    root ? "" : "sudo ");
        } catch (ErrnoException e) {
            return Optional.empty();
        }
    }

    private static Optional<Finding> of(String directory, int permissions, boolean readOnly, String sudo) {
        String quoted = Shell.quote(directory);
        if ((permissions & EVERYBODY_AND_STICKY) != EVERYBODY_AND_STICKY) {
            return Optional.of(new Finding(
                    Kind.PERMISSIONS,
                    directory,
                    "its mode is %04o: everybody must be allowed to make regions there, and nobody to remove those of others"
                            .formatted(permissions),
                    "%schmod a+rwxt %s".formatted(sudo, quoted)));
        }
        if (readOnly) {
            return Optional.of(new Finding(
                    Kind.PERMISSIONS,
                    directory,
                    "it is mounted read-only: nobody can make a region there",
                    "%smount -o remount,rw %s".formatted(sudo, quoted)));
        }
        return Optional.empty();
    }
}
