package dev.shmkit.internal.host;

import dev.shmkit.LockState;
import dev.shmkit.host.RegionSummary;
import dev.shmkit.host.RegionSummary.Format;
import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.mutex.MutexWords;
import dev.shmkit.internal.posix.FileFront;
import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.internal.proc.FileBytes;
import dev.shmkit.internal.region.CreatorNote;
import dev.shmkit.internal.region.RegionKey;
import dev.shmkit.internal.region.RegionLayout;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A file as it looked at one moment: its status, and its first 64 bytes where they may be read. Read with read(2), never
 * mapped: a file that is truncated meanwhile is only short.
 *
 * @param key the short key where attaching with it finds this very file, else the path
 */
public record RegionFile(Path path, String key, FileStatus status, Format format, ByteBuffer header) {
    private static final long UNKNOWN_PID = -1;
    private static final String SHM_DIRECTORY = RegionKey.SHM_DIRECTORY.toString();
    private static final Path USER_DIRECTORY = RegionKey.userDirectory();
    private static final File USER_DIRECTORY_FILE = USER_DIRECTORY.toFile();
    private static final int FEW = 1000;

    /** Reads many, on several processors when they are very many. What vanishes meanwhile, or is no regular file, is left out. */
    public static List<RegionFile> readAll(List<Path> paths) {
        Set<String> namesOfUser = paths.stream()
                .filter(path -> USER_DIRECTORY.equals(path.getParent()))
                .map(path -> "/" + path.getFileName())
                .collect(Collectors.toSet());
        int parts = Math.max(1, paths.size() / FEW);
        return IntStream.range(0, parts)
                .parallel()
                .mapToObj(part -> paths.subList(paths.size() * part / parts, paths.size() * (part + 1) / parts))
                .flatMap(part -> readPart(part, namesOfUser))
                .toList();
    }

    private static Stream<RegionFile> readPart(List<Path> paths, Set<String> namesOfUser) {
        FileFront front = new FileFront(RegionLayout.HEADER_BYTES);
        List<RegionFile> files = new ArrayList<>(paths.size());
        for (Path path : paths) {
            read(path, namesOfUser::contains, front).ifPresent(files::add);
        }
        return files.stream();
    }

    /** Empty when there is no regular file. */
    public static Optional<RegionFile> read(Path path) {
        // File, because Files makes an exception inside each time that there is none.
        Predicate<String> ofUser = name -> new File(USER_DIRECTORY_FILE, name).exists();
        return read(path, ofUser, new FileFront(RegionLayout.HEADER_BYTES));
    }

    private static Optional<RegionFile> read(Path path, Predicate<String> ofUser, FileFront front) {
        try {
            FileStatus status = front.status(path.toString());
            return status.regular() ? Optional.of(read(path, key(path, ofUser), status, front)) : Optional.empty();
        } catch (ErrnoException e) {
            return Optional.empty();
        }
    }

    /** A file of the user's directory hides one of the same name in {@code /dev/shm}. */
    private static String key(Path path, Predicate<String> ofUser) {
        String text = path.toString();
        int slash = text.lastIndexOf('/');
        String name = text.substring(slash);
        String directory = text.substring(0, slash);
        boolean shared = directory.equals(SHM_DIRECTORY) && !ofUser.test(name);
        return shared || directory.equals(USER_DIRECTORY.toString()) ? name : text;
    }

    private static RegionFile read(Path path, String key, FileStatus status, FileFront front) {
        try {
            ByteBuffer header = ByteBuffer.wrap(front.bytes()).order(ByteOrder.nativeOrder());
            boolean large = status.sizeBytes() > RegionLayout.HEADER_BYTES;
            boolean locked = large && MutexWords.read(header).plausible();
            return new RegionFile(path, key, status, locked ? Format.LOCKED : Format.RAW, header);
        } catch (ErrnoException e) {
            return new RegionFile(path, key, status, Format.HIDDEN, ByteBuffer.allocate(RegionLayout.HEADER_BYTES));
        }
    }

    private static ByteBuffer header(Path path, FileBytes reader) throws ErrnoException {
        reader.read(path.toString(), RegionLayout.HEADER_BYTES);
        byte[] bytes = Arrays.copyOf(reader.copy(), RegionLayout.HEADER_BYTES);
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    public boolean locked() {
        return format == Format.LOCKED;
    }

    /** The words of its mutex; of a file that is not {@link #locked}, whatever is there. */
    public MutexWords words() {
        return MutexWords.read(header);
    }

    /** True when nobody can ever take its lock again: see {@link MutexWords#notRecoverable}. */
    public boolean lost() {
        return locked() && words().notRecoverable();
    }

    /** The words as they are now; as they were when the file is gone or hidden. */
    public MutexWords wordsNow(FileBytes reader) {
        try {
            return MutexWords.read(header(path, reader));
        } catch (ErrnoException e) {
            return words();
        }
    }

    /** −1 when unknown. */
    public long creatorPid() {
        return locked() ? CreatorNote.pid(header) : UNKNOWN_PID;
    }

    public long creatorStart() {
        return CreatorNote.start(header);
    }

    public RegionSummary summary(LockState lock) {
        long sizeBytes = locked() ? status.sizeBytes() - RegionLayout.HEADER_BYTES : status.sizeBytes();
        return new RegionSummary(key, path, format, sizeBytes, status.attributes(), creatorPid(), lock);
    }
}
