package dev.shmkit.host;

import dev.shmkit.LockState;
import dev.shmkit.RegionNotFoundException;
import dev.shmkit.ShmException;
import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.host.DeadlockCheck;
import dev.shmkit.internal.host.HostLook;
import dev.shmkit.internal.host.ProcessPass;
import dev.shmkit.internal.host.RegionDirectories;
import dev.shmkit.internal.host.RegionFile;
import dev.shmkit.internal.host.RegionReader;
import dev.shmkit.internal.host.WaitForGraph;
import dev.shmkit.internal.posix.Descriptor;
import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.internal.posix.Platform;
import dev.shmkit.internal.proc.FileBytes;
import dev.shmkit.internal.region.RegionKey;
import dev.shmkit.internal.region.RegionLayout;
import dev.shmkit.internal.text.Outside;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the regions of this machine, and who uses them: the files in {@code /dev/shm}, in every {@code /run/user/<uid>}, in
 * {@code /run/geopm} and in the directories that the system property {@code shmkit.directories} names, separated like a
 * class path. Reads files, maps nothing, takes no lock, waits for nobody. Needs no privilege: what permissions hide is
 * reported as hidden. Thread-safe.
 */
public final class HostRegions {
    private HostRegions() {}

    /**
     * Lists every region, without asking who uses it. One that vanishes meanwhile is left out; one that cannot be read is
     * listed as hidden. Takes milliseconds: a lock that is taken and that nobody has signed is HELD without a holder, as in
     * {@link #snapshot}.
     *
     * @return the regions, ordered by key
     * @throws ShmException on a system that shmkit does not run on
     */
    public static List<RegionSummary> list() {
        Platform.requireForAll("list");
        FileBytes reader = new FileBytes();
        return RegionFile.readAll(RegionDirectories.files()).stream()
                .map(file -> RegionReader.glance(file, reader))
                .sorted(Comparator.comparing(RegionSummary::key).thenComparing(RegionSummary::path))
                .toList();
    }

    /**
     * Counts the regions, without looking at their locks.
     *
     * @return how many {@link #list} would list
     * @throws ShmException on a system that shmkit does not run on
     */
    public static int count() {
        Platform.requireForAll("list");
        return RegionFile.readAll(RegionDirectories.files()).size();
    }

    /**
     * Looks at every region and, in one pass over {@code /proc}, at every process: who maps them, who holds their locks and
     * who waits for them. Takes milliseconds, whatever state the processes are in. A lock that is taken and that nobody has
     * signed is HELD without a holder here; {@link #look} takes the time to find out whether its holder died just then.
     *
     * @return all of them
     * @throws ShmException on a system that shmkit does not run on
     */
    public static HostSnapshot snapshot() {
        Platform.requireForAll("list");
        FileBytes reader = new FileBytes();
        RegionDirectories.Listing listing = RegionDirectories.listing();
        return new HostLook(RegionFile.readAll(listing.files()), reader)
                .snapshot(listing.hidden().size());
    }

    /**
     * Finds threads, of whatever processes, that wait for each other's locks in a circle. What looks like one is looked at
     * again, some 50 ms long, so that a momentary state is not reported. Waits that permissions hide are not found, nor those
     * of virtual threads, nor those for regions whose names are gone.
     *
     * @return every circle, once; mostly none
     * @throws ShmException on a system that shmkit does not run on
     */
    public static List<Deadlock> findDeadlocks() {
        Platform.requireForAll("search");
        FileBytes reader = new FileBytes();
        List<RegionFile> contended = RegionFile.readAll(RegionDirectories.files()).stream()
                .filter(file -> file.locked() && file.words().contended())
                .toList();
        if (contended.size() < 2) {
            return List.of();
        }
        DeadlockCheck check = new DeadlockCheck(reader);
        return new WaitForGraph(new HostLook(contended, reader).waits())
                .circles().stream()
                        .filter(check::confirms)
                        .map(circle -> new Deadlock(
                                circle.stream().map(WaitForGraph.Edge::describe).toList()))
                        .toList();
    }

    /**
     * Looks one region up. Takes up to two seconds when its lock is taken and nobody has signed it: its holder may be about to,
     * or may have died just then.
     *
     * @param key the region's key, as for {@link dev.shmkit.SharedMemory#attach}
     * @return the region as it looks now
     * @throws RegionNotFoundException when no file has this key
     * @throws ShmException when what has it is no regular file
     * @throws IllegalArgumentException when it can be no key
     */
    public static RegionSummary find(String key) {
        FileBytes reader = new FileBytes();
        return RegionReader.read(file(key), reader);
    }

    /**
     * Looks a region up as {@link #find} does, but leaves its lock alone: judging one takes up to two seconds when nobody
     * has signed it.
     *
     * @param key the region's key, as for {@link dev.shmkit.SharedMemory#attach}
     * @return the region as it looks now, the state of its lock UNKNOWN
     * @throws RegionNotFoundException when no file has this key
     * @throws ShmException when what has it is no regular file
     * @throws IllegalArgumentException when it can be no key
     */
    public static RegionSummary describe(String key) {
        return file(key).summary(LockState.of(LockState.State.UNKNOWN));
    }

    /**
     * Looks at one region and who uses it, in a pass over {@code /proc}, and at its lock as {@link #find} does.
     *
     * @param key the region's key, as for {@link dev.shmkit.SharedMemory#attach}
     * @return the region as it looks now
     * @throws RegionNotFoundException when no file has this key
     * @throws ShmException when what has it is no regular file
     * @throws IllegalArgumentException when it can be no key
     */
    public static RegionSnapshot look(String key) {
        FileBytes reader = new FileBytes();
        RegionFile file = file(key);
        return new HostLook(List.of(file), reader).region(0, RegionReader.lock(file, reader));
    }

    private static RegionFile file(String key) {
        Platform.require(key, "find");
        RegionKey regionKey = RegionKey.parse(key);
        for (Path path : regionKey.candidates()) {
            Optional<RegionFile> file = RegionFile.read(path);
            if (file.isPresent()) {
                return file.get();
            }
            requireNothing(key, path);
        }
        throw Errno.exception(key, "find", Errno.ENOENT, "looking for " + regionKey.places());
    }

    /** A key goes on to its next place only where there is nothing at all, as when attaching. */
    private static void requireNothing(String key, Path path) {
        try {
            FileStatus status = FileStatus.of(path.toString());
            if (!status.regular()) {
                throw new ShmException(
                        key,
                        "find",
                        0,
                        "cannot find region \"%s\": %s is %s; only a regular file can be a region; use another key, or remove it by other means"
                                .formatted(key, path, status.kindName()));
            }
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e.on(key, "find", "looking at " + path);
            }
        }
    }

    /**
     * Looks for the users of a file that may have lost its name.
     *
     * @param path where it is, or was
     * @param inode its number, which it keeps
     * @return who maps it, and who waits for the lock at its front
     */
    public static RegionUsers usersOf(Path path, long inode) {
        Platform.require(path.toString(), "inspect");
        FileBytes reader = new FileBytes();
        try {
            // The device is the directory's.
            FileStatus directory = FileStatus.of(String.valueOf(path.getParent()));
            return ProcessPass.over(
                            List.of(new ProcessPass.Target(directory.ofInode(inode), path.toString(), true, 0)), reader)
                    .users(0);
        } catch (ErrnoException e) {
            return new RegionUsers(List.of(), List.of());
        }
    }

    /**
     * Reads data of a region without opening it.
     *
     * @param region where from
     * @param offset the first data byte
     * @param lengthBytes how many bytes at the most
     * @return the bytes; fewer than asked for where the region ends
     * @throws IndexOutOfBoundsException when the offset is outside the region; its end is inside for no bytes
     * @throws RegionNotFoundException when the region is gone
     * @throws ShmException when permissions hide the bytes
     */
    public static byte[] readData(RegionSummary region, long offset, int lengthBytes) {
        long last = lengthBytes == 0 ? region.sizeBytes() : region.sizeBytes() - 1;
        if (offset < 0 || offset > last || lengthBytes < 0) {
            throw Outside.of(region.key(), region.sizeBytes(), lengthBytes, offset);
        }
        long dataOffset = RegionLayout.dataOffset(region.format() != RegionSummary.Format.LOCKED);
        ByteBuffer data = ByteBuffer.allocateDirect((int) Math.min(lengthBytes, region.sizeBytes() - offset));
        // Not by FileChannel, which would wait for ever for a FIFO that has taken the name.
        try (Descriptor file = Descriptor.openForReading(region.path().toString())) {
            file.seek(dataOffset + offset);
            while (data.hasRemaining() && file.read(data) > 0) {
                // There may be more.
            }
        } catch (ErrnoException e) {
            throw e.on(region.key(), "read", "reading " + region.path());
        }
        byte[] bytes = new byte[data.flip().remaining()];
        data.get(bytes);
        return bytes;
    }
}
