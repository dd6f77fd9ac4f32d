package dev.shmkit;

import java.nio.file.Path;

/**
 * The unchanging facts of one opening of a region by this process. Immutable and thread-safe; outlives the region.
 *
 * @param openingId distinct for every successful create or attach in this JVM
 * @param key the key as the caller gave it
 * @param name the key in its full form: with its leading slash, or a file path
 * @param path the file behind the region
 * @param inode the file's number on its file system, see stat(2), which no other file has while the region is open
 * @param sizeBytes bytes of data, without the 64 byte header
 * @param role whether this process created the region or attached to it
 * @param raw true when the region was opened as one without mutex and header
 * @param robust true when its lock is one that the kernel passes on when the holder dies
 */
public record RegionInfo(
        long openingId,
        String key,
        String name,
        Path path,
        long inode,
        long sizeBytes,
        Role role,
        boolean raw,
        boolean robust) {
    /** What this process is to the region. */
    public enum Role {
        /** It created the region. */
        OWNER,
        /** It attached to a region that was there. */
        USER
    }
}
