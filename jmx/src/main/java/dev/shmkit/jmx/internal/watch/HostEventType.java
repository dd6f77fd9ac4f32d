package dev.shmkit.jmx.internal.watch;

/** What the Host bean's notifications can be about, and which user data they carry. */
public enum HostEventType {
    /** This JVM created or attached a region: {@code key}, {@code path}, {@code sizeBytes}. */
    REGION_OPENED("region.opened", "This JVM created or attached a region"),
    /** This JVM closed a region: the same data. */
    REGION_CLOSED("region.closed", "This JVM closed a region"),
    /** This JVM removed a region's name: the same data. */
    REGION_UNLINKED("region.unlinked", "This JVM removed a region's name"),
    /** A region is there that was not there before, whoever made it: the same data. */
    REGION_APPEARED("region.appeared", "A region has appeared on the machine"),
    /** A region is no longer there: the same data. */
    REGION_VANISHED("region.vanished", "A region has vanished from the machine"),
    /**
     * A lock is held for longer than it should be: the same data, {@code heldMillis}, {@code waiters} (a number) and the
     * holder's {@code pid}, {@code tid}, {@code process}, {@code thread}.
     */
    LOCK_STALLED("lock.stalled", "A lock is held for longer than it should be"),
    /** A lock's holder is gone: a region's data, {@code waiters}, and {@code pid}, {@code tid}, … as far as they are known. */
    LOCK_ABANDONED("lock.abandoned", "A lock's holder is gone"),
    /** Threads wait for each other: {@code mayEnd}, and {@code keys}, {@code pids} and {@code tids} of the circle. */
    DEADLOCK("deadlock", "Threads wait for each other's locks in a circle"),
    /** {@code /dev/shm} is nearly full: {@code totalBytes}, {@code usedBytes}, {@code usedPercent}, {@code usedFilesPercent}. */
    SHM_NEARLY_FULL("shm.nearlyFull", "/dev/shm is nearly full"),
    /**
     * What was told of a lock, of threads or of a file system is no longer so: {@code type} of what was told, and its data as seen
     * last. Not sent for a stall whose holder dies, as that the lock is abandoned is told then; sent when a region has
     * vanished, and when a threshold was changed.
     */
    OVER("over", "What was told of a lock, of threads or of a file system is no longer so"),
    /** More happened than was told: {@code type} and {@code count} of what was left out. */
    LEFT_OUT("leftOut", "More happened than was told");

    private final String suffix;
    private final String description;

    HostEventType(String suffix, String description) {
        this.suffix = suffix;
        this.description = description;
    }

    /**
     * Gives the notification's type.
     *
     * @return such as {@code dev.shmkit.lock.stalled}
     */
    public String notificationType() {
        return "dev.shmkit." + suffix;
    }

    /**
     * Says what it means.
     *
     * @return a sentence without a full stop
     */
    public String description() {
        return description;
    }
}
