package dev.shmkit;

import dev.shmkit.internal.lock.RegionMutex;
import dev.shmkit.internal.region.RegionKey;
import dev.shmkit.internal.text.Printable;

/**
 * A region's lock, held by the thread that took it until {@link #close()}: meant for try-with-resources.
 *
 * <pre>{@code
 * try (ScopedLock lock = region.lock()) {
 *     region.putLong(0, region.getLong(0) + 1);
 * }
 * }</pre>
 *
 * <p>The thread that took the lock closes it; another thread's attempt is refused and changes nothing.
 */
public final class ScopedLock implements AutoCloseable {
    private final RegionMutex mutex;
    private boolean released;

    ScopedLock(RegionMutex mutex) {
        this.mutex = mutex;
    }

    /**
     * Releases the lock. Closing again does nothing.
     *
     * @throws LockNotOwnedException when the calling thread is not the one that took the lock, or somebody took it over from it
     *     meanwhile (EPERM)
     * @throws RegionTruncatedException when another process truncated the region's file, so that the lock is gone
     */
    @Override
    public void close() {
        if (!released) {
            try {
                mutex.unlock();
            } catch (RegionTruncatedException e) {
                released = true;
                throw e;
            }
            released = true;
        }
    }

    void markConsistent() {
        mutex.markConsistent();
    }

    /** The region whose lock it is, and whether it was closed; as {@code lock of /demo (held)}. */
    @Override
    public String toString() {
        String region = RegionKey.parse(mutex.key()).name();
        return "lock of %s (%s)".formatted(Printable.shortened(region, 60), released ? "released" : "held");
    }
}
