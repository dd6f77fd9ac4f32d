package dev.shmkit;

/** How a region is created, see {@link SharedMemory#create(String, long, RegionOption...)}. */
public enum RegionOption {
    /** Mode 0600 instead of 0666: only processes of the same user, and root, can attach. */
    SECURE,

    /** No mutex and no creator note: the data begin at byte 0 of the file and {@code lock()} is unsupported. */
    RAW,

    /**
     * The kernel passes the lock on when its holder dies, and the next one is told (PTHREAD_MUTEX_ROBUST, see
     * pthread_mutexattr_setrobust(3)): {@link AbandonedLockException}. Every lock then goes through pthread, and virtual
     * threads cannot take it. GEOPM's own regions are not robust.
     */
    ROBUST,

    /**
     * The name goes away by itself: when the region is closed, when it is unreachable, or when the JVM exits in an orderly
     * way. A JVM that is killed (SIGKILL) leaves the name behind.
     */
    TEMPORARY
}
