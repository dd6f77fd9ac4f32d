package dev.shmkit.internal.region;

import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.internal.posix.Users;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a key names. {@code name} and {@code /name} are a shared memory key, living where GEOPM puts it: under
 * {@code /run/user/<uid>} when that directory exists, else under {@code /dev/shm}. A key with another slash is the path of
 * a file.
 *
 * @param text the key as the caller gave it
 * @param name its full form: with its leading slash, or the path
 * @param candidates where it can be, the first being where it is created
 */
public record RegionKey(String text, String name, List<Path> candidates) {
    public static final Path SHM_DIRECTORY = Path.of("/dev/shm");
    private static final Path USER_DIRECTORY = Path.of("/run/user/" + Integer.toUnsignedString(Users.current()));
    private static final int LONGEST_NAME_BYTES = 255;
    private static final int LONGEST_PATH_BYTES = 4095;

    /** The per-user directory that GEOPM prefers. It may not exist. */
    public static Path userDirectory() {
        return USER_DIRECTORY;
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException when it can name no region, saying why
     */
    public static RegionKey parse(String key) {
        Objects.requireNonNull(key, "the region's key is null; name it like \"/demo\"");
        if (key.isEmpty()) {
            throw bad(key, "is empty; name it like \"/demo\"");
        }
        if (key.indexOf('\0') >= 0) {
            throw bad(key.replace("\0", "\\0"), "holds a NUL character, which no file name can; leave it away");
        }
        String name = key.indexOf('/') < 0 ? "/" + key : key;
        if (name.charAt(0) != '/') {
            throw bad(key, "is a relative path; begin it with a slash");
        }
        for (String part : name.substring(1).split("/", -1)) {
            checkPart(key, part);
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH_BYTES) {
            throw bad(key, "is longer than " + LONGEST_PATH_BYTES + " bytes, the longest path; shorten it");
        }
        return new RegionKey(key, name, isPath(name) ? List.of(path(key, name)) : shmCandidates(key, name));
    }

    private static void checkPart(String key, String part) {
        if (part.isEmpty()) {
            throw bad(key, "has an empty name between or after its slashes; name it like \"/demo\"");
        }
        if (part.equals(".") || part.equals("..")) {
            throw bad(key, "holds \"" + part + "\", which is not followed; write the path out");
        }
        int bytes = part.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_NAME_BYTES) {
            throw bad(
                    key,
                    "has a name of %d bytes; the longest is %d, so shorten it".formatted(bytes, LONGEST_NAME_BYTES));
        }
    }

    private static boolean isPath(String name) {
        return name.indexOf('/', 1) >= 0;
    }

    private static List<Path> shmCandidates(String key, String name) {
        Path shared = path(key, SHM_DIRECTORY + name);
        return FileStatus.isDirectory(USER_DIRECTORY.toString())
                ? List.of(path(key, USER_DIRECTORY + name), shared)
                : List.of(shared);
    }

    private static Path path(String key, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "region key \"%s\" has characters that this JVM's file name encoding lacks; start it with LC_ALL=C.UTF-8"
                            .formatted(key),
                    e);
        }
    }

    private static IllegalArgumentException bad(String key, String problem) {
        String shown = key.length() <= 80 ? key : key.substring(0, 80) + "…";
        return new IllegalArgumentException("region key \"%s\" %s".formatted(shown, problem));
    }

    /** Where a region of this key is created. */
    public Path creationPath() {
        return candidates.get(0);
    }

    /** Where it is looked for, as text. */
    public String places() {
        return candidates.stream().map(Path::toString).collect(Collectors.joining(" and "));
    }

    /** True when the region is made in a directory that is memory, whichever way the key is written. */
    boolean inMemory() {
        return creationPath().startsWith(SHM_DIRECTORY) || creationPath().startsWith(userDirectory());
    }

    /** True for a key without a second slash, which lives in one of the directories for shared memory. */
    public boolean inShmDirectory() {
        return !isPath(name);
    }
}
