package dev.shmkit.internal.memory;

import dev.shmkit.RegionNotFoundException;
import dev.shmkit.RegionTruncatedException;
import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.posix.Descriptor;
import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.internal.posix.Mapping;
import java.nio.file.Path;

/**
 * A region's file, open and mapped as a whole. The descriptor stays open to ask for the file's length, owner and
 * permissions whatever became of its name. Thread-safe.
 *
 * @param key the region's key as the caller gave it
 * @param path where the file was found or made
 * @param descriptor the open file
 * @param mapping all of its bytes at the time of opening
 * @param status its status at the time of opening; afterwards good only for its identity
 * @param robust whether its mutex is of the robust kind
 */
public record MappedFile(
        String key, Path path, Descriptor descriptor, Mapping mapping, FileStatus status, boolean robust) {
    /** The file's status now. */
    public FileStatus currentStatus(String operation) {
        try {
            return descriptor.status();
        } catch (ErrnoException e) {
            throw e.on(key, operation, "asking for the status of " + path);
        }
    }

    /** True when the file still has every byte that is mapped, and had them whenever this process needed them. */
    public boolean whole() {
        try {
            return !mapping.replaced() && descriptor.lengthBytes() >= mapping.lengthBytes();
        } catch (ErrnoException e) {
            return true;
        }
    }

    /**
     * Keeps native code away from pages that are gone.
     *
     * @throws RegionTruncatedException when the file has become shorter than the mapping, also when it was made longer again
     *     after that had been noticed by a page that was gone
     */
    public void requireWhole(String operation) {
        if (!whole()) {
            throw truncated(operation);
        }
    }

    /** The exception for a file that has become shorter than its mapping. */
    public RegionTruncatedException truncated(String operation) {
        return new RegionTruncatedException(
                key,
                operation,
                0,
                "cannot %s region \"%s\": another process truncated %s below its %d mapped bytes; close it and attach again"
                        .formatted(operation, key, path, mapping.lengthBytes()));
    }

    /** True while the name leads to this file; when that cannot be told, too. */
    public boolean named() {
        try {
            return FileStatus.of(path.toString()).sameFile(status);
        } catch (ErrnoException e) {
            return e.errno() != Errno.ENOENT;
        }
    }

    /**
     * Removes the name, provided that it still is this file's.
     *
     * @throws RegionNotFoundException when the name is gone or another file has taken it
     */
    public void unlink() {
        try {
            if (!FileStatus.of(path.toString()).sameFile(status)) {
                throw new RegionNotFoundException(
                        key,
                        "unlink",
                        Errno.ENOENT,
                        "cannot unlink region \"%s\": another file has taken its name %s, and stays"
                                .formatted(key, path));
            }
            Descriptor.unlink(path.toString());
        } catch (ErrnoException e) {
            throw e.on(key, "unlink", "removing " + path);
        }
    }

    /** Closes the descriptor; the mapping stays for whoever can reach it. */
    public void closeDescriptor() {
        descriptor.close();
    }
}
