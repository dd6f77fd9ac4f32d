package dev.shmkit.jmx.internal.files;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A file that others than its owner may not write, and not read either when there is a secret in it. */
public final class SecretFile {
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private static final Set<PosixFilePermission> WRITERS =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private static final int ROOT = 0;
    private static final Path OUR_PROCESS = Path.of("/proc/self");

    private SecretFile() {}

    /**
     * Reads the lines of a file that others may read: who could write it, could give rights to anybody.
     *
     * @throws IllegalArgumentException when it is not there, not readable, another user's, or others can write it
     */
    public static List<String> publicLines(Path file) {
        try {
            requireFile(file, false);
            requireOurs(file);
            if (!Collections.disjoint(Files.getPosixFilePermissions(file), WRITERS)) {
                throw new IllegalArgumentException(
                        "%s can be written by others than its owner; run: chmod go-w %s".formatted(file, file));
            }
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("%s does not exist; create it, or name another".formatted(file), e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Reads the file's lines.
     *
     * @throws IllegalArgumentException when it is not there, not readable, another user's, or open to others
     */
    public static List<String> lines(Path file) {
        try {
            boolean open = !OWNERS.containsAll(Files.getPosixFilePermissions(file));
            requireFile(file, open);
            requireOurs(file);
            if (open) {
                throw new IllegalArgumentException(
                        "%s can be read or written by others than its owner; run: chmod 600 %s".formatted(file, file));
            }
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("%s does not exist; create it with mode 600".formatted(file), e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Advice for files, on their permissions, would do harm to a directory or a device. A pipe of our own is read once. */
    private static void requireFile(Path file, boolean openToOthers) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isDirectory() || (!attributes.isRegularFile() && openToOthers)) {
            throw new IllegalArgumentException("%s is no regular file; name one".formatted(file));
        }
    }

    private static IllegalArgumentException unreadable(Path file, IOException cause) {
        String why = cause instanceof CharacterCodingException
                ? "it is no text in UTF-8"
                : cause instanceof AccessDeniedException ? "permission denied" : String.valueOf(cause.getMessage());
        return new IllegalArgumentException("%s cannot be read: %s".formatted(file, why), cause);
    }

    /** What its owner may do, nobody's permission keeps from him; root may do all of it anyway. */
    private static void requireOurs(Path file) throws IOException {
        int owner = owner(file);
        int user = owner(OUR_PROCESS);
        if (owner != ROOT && owner != user) {
            throw new IllegalArgumentException(
                    "%s belongs to another user, %d, who can read and change it; run: sudo chown %d %s"
                            .formatted(file, owner, user, file));
        }
    }

    private static int owner(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:uid");
    }
}
