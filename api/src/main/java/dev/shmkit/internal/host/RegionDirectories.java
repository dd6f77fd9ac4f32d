package dev.shmkit.internal.host;

import dev.shmkit.internal.region.RegionKey;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where regions are looked for. */
public final class RegionDirectories {
    /** More directories, separated like a class path. */
    static final String PROPERTY = "shmkit.directories";

    private static final Path USERS = Path.of("/run/user");
    private static final Path GEOPM_DIRECTORY = Path.of("/run/geopm");

    private RegionDirectories() {}

    /** {@code /dev/shm}, every {@code /run/user/<uid>}, {@code /run/geopm}, and those of the property. */
    public static Set<Path> all() {
        Set<Path> directories = new LinkedHashSet<>();
        directories.add(RegionKey.SHM_DIRECTORY);
        directories.add(RegionKey.userDirectory());
        directories.addAll(entries(USERS));
        directories.add(GEOPM_DIRECTORY);
        for (String directory : System.getProperty(PROPERTY, "").split(File.pathSeparator, -1)) {
            if (!directory.isEmpty()) {
                directories.add(Path.of(directory).toAbsolutePath().normalize());
            }
        }
        return directories;
    }

    /** Everything in them. */
    public static List<Path> files() {
        return all().stream().flatMap(directory -> entries(directory).stream()).toList();
    }

    /** What cannot be listed holds no regions for us: the directory does not exist, or is another user's. */
    private static List<Path> entries(Path directory) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return found;
    }
}
