package dev.shmkit.jconsole.model;

import java.util.List;

/**
 * All regions of the machine at one moment.
 *
 * @param millis when, in milliseconds of any clock that only goes forward
 * @param regions ordered by key
 * @param deadlocks descriptions of confirmed deadlocks
 * @param hidden what permissions hide from the JVM that looked
 * @param shmUsedPercent how full {@code /dev/shm} is
 */
public record HostLook(long millis, List<Region> regions, List<String> deadlocks, Hidden hidden, int shmUsedPercent) {
    /** Keeps copies of the lists. */
    public HostLook {
        regions = List.copyOf(regions);
        deadlocks = List.copyOf(deadlocks);
    }

    /** Sums it up in one line. */
    public String summary() {
        long held = count(LockStatus.HELD);
        long abandoned = count(LockStatus.ABANDONED);
        int waiting =
                regions.stream().mapToInt(region -> region.waiters().size()).sum();
        StringBuilder text = new StringBuilder();
        text.append(plural(regions.size(), "region"));
        text.append(", ").append(plural(held, "lock")).append(" held");
        text.append(", ").append(plural(waiting, "thread")).append(waiting == 1 ? " waits" : " wait");
        if (abandoned > 0) {
            text.append(", ").append(abandoned).append(" abandoned");
        }
        text.append("; /dev/shm is ").append(shmUsedPercent).append(" % full");
        return hidden.text().isEmpty() ? text.toString() : text + "; " + hidden.text();
    }

    private long count(LockStatus status) {
        return regions.stream().filter(region -> region.lock() == status).count();
    }

    private static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
