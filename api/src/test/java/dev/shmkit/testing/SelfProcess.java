package dev.shmkit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** This JVM as /proc shows it. */
public final class SelfProcess {
    private static final Path SELF = Path.of("/proc/self");

    private SelfProcess() {}

    /** The user this JVM runs as. */
    public static int uid() {
        return number(SELF, "unix:uid");
    }

    /** True when this JVM may do what other users may not. */
    public static boolean isRoot() {
        return uid() == 0;
    }

    /** The open descriptors of files below a directory, those without a name included. */
    public static List<Path> descriptorsBelow(Path directory) {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> links = Files.list(SELF.resolve("fd"))) {
            for (Path link : links.toList()) {
                Path target = target(link);
                if (target.startsWith(directory)) {
                    found.add(target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** The lines of /proc/self/maps for files below a directory, those without a name included. */
    public static List<String> mappingsBelow(Path directory) {
        try {
            return Files.readAllLines(SELF.resolve("maps")).stream()
                    .filter(line -> line.contains(" " + directory + "/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The descriptor may be gone by the time it is looked at: listing the directory opens one itself. */
    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            return link;
        }
    }

    private static int number(Path file, String attribute) {
        try {
            return (Integer) Files.getAttribute(file, attribute);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
