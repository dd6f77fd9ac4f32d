package dev.shmkit.cli.look;

import dev.shmkit.LockState.State;
import dev.shmkit.host.HostSnapshot;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.internal.text.Counted;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What permissions hide: it may use regions unseen. */
public final class Hidden {
    /** Explains the mark of a count in a line below a table. */
    public static final String MARK = "a count with + may be higher";

    private Hidden() {}

    /**
     * Counts it.
     *
     * @param snapshot what was seen
     * @return such as {@code 3 processes, 1 directory}; empty when nothing is hidden
     */
    public static String words(HostSnapshot snapshot) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("process", snapshot.hiddenProcesses());
        counts.put("thread", snapshot.hiddenThreads());
        counts.put("directory", snapshot.hiddenDirectories());
        return counts.entrySet().stream()
                .filter(hidden -> hidden.getValue() > 0)
                .map(hidden -> Counted.of(hidden.getValue(), hidden.getKey()))
                .collect(Collectors.joining(", "));
    }

    /**
     * Counts who maps a region.
     *
     * @param region one of the snapshot
     * @param snapshot what was seen
     * @return such as {@code 2}, or {@code 2+} when others may map it unseen
     */
    public static String mappers(RegionSnapshot region, HostSnapshot snapshot) {
        return region.mappers().size() + (mappersComplete(snapshot) ? "" : "+");
    }

    /**
     * Counts who waits for a region's lock.
     *
     * @param region one of the snapshot
     * @param snapshot what was seen
     * @return such as {@code 2}, or {@code 2+} when others may wait unseen
     */
    public static String waiters(RegionSnapshot region, HostSnapshot snapshot) {
        return region.waiters().size() + (waitersComplete(region, snapshot) ? "" : "+");
    }

    /**
     * Tells whether everybody who maps a region is seen.
     *
     * @param snapshot what was seen
     * @return false when a process hides what it maps: it may map any region
     */
    public static boolean mappersComplete(HostSnapshot snapshot) {
        return snapshot.hiddenProcesses() == 0;
    }

    /**
     * Tells whether everybody who waits for a region's lock is seen.
     *
     * @param region one of the snapshot
     * @param snapshot what was seen
     * @return false when a process or thread that hides may wait; nobody does for a lock that is free or not there
     */
    public static boolean waitersComplete(RegionSnapshot region, HostSnapshot snapshot) {
        State state = region.summary().lockState().state();
        return state == State.FREE || state == State.NONE || snapshot.hiddenProcesses() + snapshot.hiddenThreads() == 0;
    }
}
