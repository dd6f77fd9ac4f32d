package dev.shmkit;

/**
 * Told about every region of this JVM. Implementations are found with {@link java.util.ServiceLoader}, so that putting a
 * jar on the class path is enough (this is how {@code shmkit-jmx} makes every region an MBean).
 *
 * <p>Methods are called on the thread that caused the event, or on a cleaner thread for a region that became unreachable;
 * they must be quick and thread-safe. What they throw never reaches the region's user; it is logged, the first exception
 * of a class as a warning, later ones at level DEBUG.
 */
public interface RegionListener {
    /**
     * A region was created or attached.
     *
     * @param region the region; keep it weakly, or it can never become unreachable
     */
    default void opened(SharedMemory region) {}

    /**
     * An opening ended: by {@code close()}, or because nobody could reach the region any more. The last event of that
     * opening.
     *
     * @param region the opening's facts
     */
    default void closed(RegionInfo region) {}

    /**
     * The region's name was removed through this opening. The memory stays until every process has closed it.
     *
     * @param region the opening's facts
     */
    default void unlinked(RegionInfo region) {}

    /**
     * A thread of this JVM begins to wait for the lock. It ends with {@link #lockWaited} or {@link #lockNotTaken} on the same
     * thread, or with nothing when locking failed, as of a region whose file was truncated.
     *
     * @param region the opening's facts
     */
    default void lockWaiting(RegionInfo region) {}

    /**
     * A thread of this JVM took the lock after having waited for it. Called with the lock held.
     *
     * @param region the opening's facts
     * @param waitNanos how long it waited, in nanoseconds
     */
    default void lockWaited(RegionInfo region, long waitNanos) {}

    /**
     * A thread of this JVM has waited for the lock and did not get it: the time was over, or it was interrupted.
     *
     * @param region the opening's facts
     * @param waitNanos how long it waited, in nanoseconds
     */
    default void lockNotTaken(RegionInfo region, long waitNanos) {}

    /**
     * A hold of the lock by this JVM that was measured has ended: those that followed a wait, and one in 1024 of the others.
     *
     * @param region the opening's facts
     * @param holdNanos how long the lock was held, in nanoseconds
     */
    default void lockHeld(RegionInfo region, long holdNanos) {}

    /**
     * A thread of this JVM took the lock from a holder that is gone. Called with the lock held.
     *
     * @param region the opening's facts
     * @param left what the lock looked like
     */
    default void lockAbandoned(RegionInfo region, LockState left) {}
}
