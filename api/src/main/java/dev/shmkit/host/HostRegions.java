package dev.shmkit.host;

import dev.shmkit.RegionNotFoundException;
import dev.shmkit.ShmException;
import dev.shmkit.internal.posix.Errno;
import dev.shmkit.internal.posix.Platform;
import dev.shmkit.internal.region.RegionKey;
import dev.shmkit.internal.region.RegionLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the regions of this machine: the files in {@code /dev/shm}, in {@code /run/user/<uid>} and in {@code /run/geopm}.
 * Reads files, maps nothing, takes no lock. Thread-safe.
 */
public final class HostRegions {
    private static final Path GEOPM_DIRECTORY = Path.of("/run/geopm");
    private static final String ALL = "*";

    private HostRegions() {}

    /**
     * Lists every region. One that vanishes meanwhile is left out; one that cannot be read is listed as hidden.
     *
     * @return the regions, ordered by key
     * @throws ShmException on a system that shmkit does not run on
     */
    public static List<RegionSummary> list() {
        Platform.require(ALL, "list");
        List<RegionSummary> found = new ArrayList<>();
        for (Path directory : List.of(RegionKey.SHM_DIRECTORY, RegionKey.userDirectory(), GEOPM_DIRECTORY)) {
            for (Path file : files(directory)) {
                RegionReader.read(file).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparing(RegionSummary::key).thenComparing(RegionSummary::path));
        return List.copyOf(found);
    }

    /** What cannot be listed holds no regions for us: the directory does not exist, or is another user's. */
    private static List<Path> files(Path directory) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(files::add);
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return files;
    }

    /**
     * Looks one region up.
     *
     * @param key the region's key, as for {@link dev.shmkit.SharedMemory#attach}
     * @return the region as it looks now
     * @throws RegionNotFoundException when no file has this key
     * @throws IllegalArgumentException when it can be no key
     */
    public static RegionSummary find(String key) {
        Platform.require(key, "find");
        RegionKey regionKey = RegionKey.parse(key);
        for (Path path : regionKey.candidates()) {
            Optional<RegionSummary> summary = RegionReader.read(path);
            if (summary.isPresent()) {
                return summary.get();
            }
        }
        throw Errno.exception(key, "find", Errno.ENOENT, "there is no file " + regionKey.creationPath());
    }

    /**
     * Reads data of a region without opening it.
     *
     * @param region where from
     * @param offset the first data byte
     * @param lengthBytes how many bytes at the most
     * @return the bytes; fewer than asked for where the region ends
     * @throws IndexOutOfBoundsException when the offset is outside the region
     * @throws ShmException when permissions hide the bytes, or the region is gone
     */
    public static byte[] readData(RegionSummary region, long offset, int lengthBytes) {
        if (offset < 0 || offset >= region.sizeBytes() || lengthBytes < 0) {
            throw new IndexOutOfBoundsException("region \"%s\" has %d bytes: %d bytes at offset %d are not inside"
                    .formatted(region.key(), region.sizeBytes(), lengthBytes, offset));
        }
        long dataOffset = region.format() == RegionSummary.Format.LOCKED ? RegionLayout.HEADER_BYTES : 0;
        ByteBuffer data = ByteBuffer.allocate((int) Math.min(lengthBytes, region.sizeBytes() - offset));
        try (FileChannel channel =
                FileChannel.open(region.path(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            int count;
            do {
                count = channel.read(data, dataOffset + offset + data.position());
            } while (count > 0);
            return Arrays.copyOf(data.array(), data.position());
        } catch (IOException e) {
            throw Errno.exception(region.key(), "read", Errno.EACCES, "reading " + region.path());
        }
    }
}
