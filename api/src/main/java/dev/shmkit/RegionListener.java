package dev.shmkit;

/**
 * Told about every region of this JVM. Implementations are found with {@link java.util.ServiceLoader}, so that putting a
 * jar on the class path is enough (this is how {@code shmkit-jmx} makes every region an MBean).
 *
 * <p>Methods are called on the thread that caused the event, or on a cleaner thread for a region that became unreachable;
 * they must be quick and thread-safe. What they throw is logged and never reaches the region's user.
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
}
