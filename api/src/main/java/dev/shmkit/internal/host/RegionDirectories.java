package dev.shmkit.internal.host;

import dev.shmkit.internal.region.RegionKey;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
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

    /**
     * {@code /dev/shm}, every {@code /run/user/<uid>}, {@code /run/geopm}, and those of the property. Where
     * {@code /run/user} itself cannot be listed, it stands for those in it.
     */
    private static Set<Path> all() {
        Set<Path> directories = new LinkedHashSet<>();
        directories.add(RegionKey.SHM_DIRECTORY);
        directories.add(RegionKey.userDirectory());
        Listing users = new Listing(new ArrayList<>(), new ArrayList<>());
        users.add(USERS);
        directories.addAll(users.files());
        directories.addAll(users.hidden());
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
        return listing().files();
    }

    /** Everything in them, and how many do not tell what is in them. */
    public static Listing listing() {
        Listing listing = new Listing(new ArrayList<>(), new ArrayList<>());
        all().forEach(listing::add);
        return listing;
    }

    /**
     * What is in some directories.
     *
     * @param hidden the directories that exist and could not be listed, mostly another user's
     */
    public record Listing(List<Path> files, List<Path> hidden) {
        private void add(Path directory) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                entries.forEach(files::add);
            } catch (NoSuchFileException | NotDirectoryException e) {
                // Where there is no directory, there are no regions.
            } catch (IOException | DirectoryIteratorException e) {
                hidden.add(directory);
            }
        }
    }
}
