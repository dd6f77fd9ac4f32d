package dev.shmkit;

/** How a region is created, see {@link SharedMemory#create(String, long, RegionOption...)}. */
public enum RegionOption {
    /** Mode 0600 instead of 0666: only processes of the same user, and root, can attach. */
    SECURE,

    /** No mutex and no creator note: the data begin at byte 0 of the file and {@code lock()} is unsupported. */
    RAW,

    /**
     * The name goes away by itself: when the region is closed, when it is unreachable, or when the JVM exits in an orderly
     * way. A JVM that is killed (SIGKILL) leaves the name behind.
     */
    TEMPORARY
}
