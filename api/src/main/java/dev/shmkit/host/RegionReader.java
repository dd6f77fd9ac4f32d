package dev.shmkit.host;

import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.host.RegionSummary.Format;
import dev.shmkit.internal.mutex.LockInspector;
import dev.shmkit.internal.mutex.MutexWords;
import dev.shmkit.internal.posix.ErrnoException;
import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.internal.region.CreatorNote;
import dev.shmkit.internal.region.RegionHeader;
import dev.shmkit.internal.region.RegionKey;
import dev.shmkit.internal.region.RegionLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Makes a summary of one file. */
final class RegionReader {
    private static final long UNKNOWN_PID = -1;

    private RegionReader() {}

    /** Empty when there is no regular file. */
    static Optional<RegionSummary> read(Path path) {
        try {
            FileStatus status = FileStatus.of(path.toString());
            return status.regular() ? Optional.of(summary(path, status)) : Optional.empty();
        } catch (ErrnoException e) {
            return Optional.empty();
        }
    }

    private static RegionSummary summary(Path path, FileStatus status) {
        ByteBuffer header;
        try {
            header = RegionHeader.read(path);
        } catch (IOException e) {
            return summary(path, status, Format.HIDDEN, UNKNOWN_PID, LockState.of(State.UNKNOWN));
        }
        boolean large = status.sizeBytes() > RegionLayout.HEADER_BYTES;
        MutexWords words = MutexWords.read(header);
        if (!large || !words.plausible()) {
            return summary(path, status, Format.RAW, UNKNOWN_PID, LockState.of(State.NONE));
        }
        LockState lock = LockInspector.inspect(words, () -> reread(path, words), status, path.toString());
        return summary(path, status, Format.LOCKED, CreatorNote.pid(header), lock);
    }

    private static MutexWords reread(Path path, MutexWords last) {
        try {
            return MutexWords.read(RegionHeader.read(path));
        } catch (IOException e) {
            return last;
        }
    }

    private static RegionSummary summary(
            Path path, FileStatus status, Format format, long creatorPid, LockState lockState) {
        long sizeBytes = format == Format.LOCKED ? status.sizeBytes() - RegionLayout.HEADER_BYTES : status.sizeBytes();
        return new RegionSummary(key(path), path, format, sizeBytes, status.attributes(), creatorPid, lockState);
    }

    /** The short key where attaching with it finds this very file, else the path. */
    private static String key(Path path) {
        boolean shared = RegionKey.SHM_DIRECTORY.equals(path.getParent());
        boolean ofUser = RegionKey.userDirectory().equals(path.getParent());
        boolean hidden = shared && Files.exists(RegionKey.userDirectory().resolve(path.getFileName()));
        return (shared && !hidden) || ofUser ? "/" + path.getFileName() : path.toString();
    }
}
