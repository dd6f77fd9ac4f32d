package dev.shmkit.internal.region;

import dev.shmkit.ShmException;
import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.mutex.MutexWords;
import dev.shmkit.internal.posix.Descriptor;
import dev.shmkit.internal.posix.FileFront;
import dev.shmkit.internal.posix.FileStatus;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Removes a region's name, and nothing else: not a directory, and outside the shm directories only what is a region. */
public final class RegionRemover {
    private static final String OPERATION = "unlink";

    private RegionRemover() {}

    public static void remove(RegionKey key) {
        Path path = existing(key);
        try {
            FileFront front = new FileFront(RegionLayout.HEADER_BYTES);
            FileStatus status = front.status(path.toString());
            if (!status.regular()) {
                throw refused(key, "%s is %s".formatted(path, status.kindName()));
            }
            if (!key.inShmDirectory() && !RegionKey.SHM_DIRECTORY.equals(path.getParent())) {
                requireRegion(key, path, front);
            }
            Descriptor.unlink(path.toString());
        } catch (ErrnoException e) {
            throw e.on(key.text(), OPERATION, "removing " + path);
        }
    }

    private static Path existing(RegionKey key) {
        for (Path path : key.candidates()) {
            try {
                FileStatus.of(path.toString());
                return path;
            } catch (ErrnoException e) {
                if (e.errno() != Errno.ENOENT) {
                    throw e.on(key.text(), OPERATION, "looking at " + path);
                }
            }
        }
        throw Errno.exception(key.text(), OPERATION, Errno.ENOENT, "looking for " + key.places());
    }

    private static void requireRegion(RegionKey key, Path path, FileFront front) {
        try {
            ByteBuffer header = ByteBuffer.wrap(front.bytes()).order(ByteOrder.nativeOrder());
            if (!MutexWords.read(header).plausible()) {
                throw refused(key, path + " does not begin with a region's mutex");
            }
        } catch (ErrnoException e) {
            throw refused(key, path + " cannot be read");
        }
    }

    private static ShmException refused(RegionKey key, String why) {
        return new ShmException(
                key.text(),
                OPERATION,
                0,
                "cannot unlink region \"%s\": %s; remove it by other means if that is meant"
                        .formatted(key.text(), why));
    }
}
