package dev.shmkit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Region keys that no other test, and no other JVM on this machine, uses. */
public final class Keys {
    private static final Path SHM = Path.of("/dev/shm");
    private static final Path USERS = Path.of("/run/user");
    private static final String PREFIX =
            "shmkit-test-" + ProcessHandle.current().pid() + "-";
    private static final AtomicLong NEXT = new AtomicLong();

    private Keys() {}

    /** A key like {@code /shmkit-test-4711-12-hint}. */
    public static String unique(String hint) {
        return "/" + PREFIX + NEXT.incrementAndGet() + "-" + hint;
    }

    /** Where a region of this key is created. */
    public static Path path(String key) {
        return directory().resolve(key.substring(1));
    }

    /** Where regions are created: GEOPM's rule, written down a second time to check the first. */
    public static Path directory() {
        Path ofUser = USERS.resolve(Long.toString(SelfProcess.uid()));
        return Files.isDirectory(ofUser) ? ofUser : SHM;
    }

    /** Every file that a test of this JVM has in the directories for shared memory. */
    public static List<Path> leftBehind() {
        return Stream.of(SHM, USERS.resolve(Long.toString(SelfProcess.uid())))
                .filter(Files::isDirectory)
                .flatMap(Keys::ours)
                .toList();
    }

    private static Stream<Path> ours(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PREFIX)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
