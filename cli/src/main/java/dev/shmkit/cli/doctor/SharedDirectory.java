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
        String sudo = root ? "" : "sudo ";
        String quoted = Shell.quote(directory.toString());
        int permissions = permissions(directory);
        if (permissions != EVERYBODY_AND_STICKY) {
            return Optional.of(new Finding(
                    Kind.PERMISSIONS,
                    directory.toString(),
                    "its mode is %04o: everybody must be allowed to make regions there, and nobody to remove those of others"
                            .formatted(permissions),
                    "%schmod %04o %s".formatted(sudo, EVERYBODY_AND_STICKY, quoted)));
        }
        if (!directory.toFile().canWrite()) {
            return Optional.of(new Finding(
                    Kind.PERMISSIONS,
                    directory.toString(),
                    "it is mounted read-only: nobody can make a region there",
                    sudo + "mount -o remount,rw " + quoted));
        }
        return Optional.empty();
    }

    private static int permissions(Path directory) {
        try {
            return FileStatus.of(directory.toString()).permissions();
        } catch (ErrnoException e) {
            return EVERYBODY_AND_STICKY;
        }
    }
}
