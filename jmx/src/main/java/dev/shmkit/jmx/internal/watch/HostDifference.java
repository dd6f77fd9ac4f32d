package dev.shmkit.jmx.internal.watch;

import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.host.Deadlock;
import dev.shmkit.host.HostRegions;
import dev.shmkit.host.HostSnapshot;
import dev.shmkit.host.LockTracker;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.host.ShmSpace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What has happened from one look at the machine to the next. A state that lasts is told once when it begins, and once when it
 * is over. Not thread-safe.
 */
final class HostDifference implements AutoCloseable {
    /** A file system at the threshold does not alternate: that much less must be in use until it can be told again. */
    private static final double RELIEF_PERCENT = 2;
    /** For low thresholds it is less: what is always in use would otherwise keep a threshold from ever being left. */
    private static final double RELIEF_SHARE = 0.25;

    private static final double WHOLE_PERCENT = 100;
    /** Tells a directory's files from its bytes. */
    private static final String FILES = ", files";

    private final LockTracker tracker = new LockTracker();
    private final LastingStates lasting = new LastingStates();
    private @Nullable Map<Path, RegionSnapshot> known;

    /** Looks, and tells what is new. */
    void look(Duration stall, int nearlyFullPercent, Consumer<HostEvent> told) {
        HostSnapshot snapshot = HostRegions.snapshot();
        tracker.add(snapshot);
        comings(snapshot, told);
        List<HostEvent> states = new ArrayList<>();
        Map<String, LockState> locks = new HashMap<>();
        for (RegionSnapshot region : snapshot.regions()) {
            LockState lock = tracker.lockState(region);
            locks.put(region.summary().path().toString(), lock);
            lock(region, lock, tracker.heldFor(region, snapshot), stall, states);
        }
        if (snapshot.regions().stream()
                        .filter(region -> !region.waiters().isEmpty())
                        .count()
                > 1) {
            HostRegions.findDeadlocks().forEach(deadlock -> states.add(deadlock(deadlock)));
        }
        space(nearlyFullPercent, states);
        lasting.tell(states, locks, stall, told);
    }

    @Override
    public void close() {
        tracker.close();
    }

    private void comings(HostSnapshot snapshot, Consumer<HostEvent> told) {
        Map<Path, RegionSnapshot> now = new HashMap<>();
        snapshot.regions().forEach(region -> now.put(region.summary().path(), region));
        if (known != null) {
            for (RegionSnapshot region : now.values()) {
                if (!same(region, known.get(region.summary().path()))) {
                    told.accept(event(HostEventType.REGION_APPEARED, region, "region %s has appeared"));
                }
            }
            for (RegionSnapshot region : known.values()) {
                if (!same(region, now.get(region.summary().path()))) {
                    told.accept(event(HostEventType.REGION_VANISHED, region, "region %s has vanished"));
                }
            }
        }
        known = now;
    }

    /**
     * A file that was removed and made anew in between is another one. Not told by when it was made: where that is not
     * kept, it changes with the mode.
     */
    private static boolean same(RegionSnapshot region, @Nullable RegionSnapshot other) {
        return other != null && region.fileId().equals(other.fileId());
    }

    private static HostEvent event(HostEventType type, RegionSnapshot region, String message) {
        return new HostEvent(
                type,
                region.summary().path().toString(),
                message.formatted(region.key()),
                EventData.of(region.summary()));
    }

    private static void lock(
            RegionSnapshot region, LockState lock, Duration held, Duration stall, List<HostEvent> states) {
        if (lock.state() == State.ABANDONED) {
            states.add(lock(HostEventType.LOCK_ABANDONED, region, lock, "the lock of %s is %s"));
        } else if (lock.state() == State.HELD && held.compareTo(stall) >= 0) {
            HostEvent event = lock(
                    HostEventType.LOCK_STALLED,
                    region,
                    lock,
                    "the lock of %s is %s for " + held.toMillis() + " ms and longer");
            event.data().put("heldMillis", held.toMillis());
            states.add(event);
        }
    }

    private static HostEvent lock(HostEventType type, RegionSnapshot region, LockState lock, String message) {
        Map<String, Object> data = EventData.of(region.summary());
        data.put("waiters", region.waiters().size());
        lock.holder().ifPresent(holder -> EventData.putHolder(data, holder));
        return new HostEvent(type, region.summary().path().toString(), message.formatted(region.key(), lock), data);
    }

    private static HostEvent deadlock(Deadlock deadlock) {
        Map<String, Object> data = new HashMap<>();
        data.put("mayEnd", deadlock.mayEnd());
        data.put(
                "keys",
                deadlock.waits().stream().map(wait -> wait.region().key()).toArray(String[]::new));
        data.put(
                "pids",
                deadlock.waits().stream().mapToLong(wait -> wait.waiter().pid()).toArray());
        data.put(
                "tids",
                deadlock.waits().stream().mapToLong(wait -> wait.waiter().tid()).toArray());
        List<Long> circle = deadlock.waits().stream()
                .map(wait -> wait.waiter().tid())
                .sorted()
                .toList();
        return new HostEvent(HostEventType.DEADLOCK, circle.toString(), deadlock.toString(), data);
    }

    /** Bytes and files run out apart from each other. */
    private void space(int nearlyFullPercent, List<HostEvent> states) {
        ShmSpace space = ShmSpace.now();
        String directory = space.directory().toString();
        if (nearlyFull(space.usedBytes(), space.totalBytes(), nearlyFullPercent, wasFull(directory))) {
            states.add(full(space, directory, "%s is %d %% full".formatted(directory, space.usedPercent())));
        }
        String files = directory + FILES;
        if (nearlyFull(space.usedFiles(), space.totalFiles(), nearlyFullPercent, wasFull(files))) {
            String message =
                    "%s has %d %% of the files that it can have".formatted(directory, space.usedFilesPercent());
            states.add(full(space, files, message));
        }
    }

    private boolean wasFull(String what) {
        return lasting.contains(HostEventType.SHM_NEARLY_FULL, what);
    }

    private static HostEvent full(ShmSpace space, String what, String message) {
        Map<String, Object> data = new HashMap<>();
        data.put("totalBytes", space.totalBytes());
        data.put("usedBytes", space.usedBytes());
        data.put("usedPercent", space.usedPercent());
        data.put("usedFilesPercent", space.usedFilesPercent());
        return new HostEvent(HostEventType.SHM_NEARLY_FULL, what, message, data);
    }

    /** In bytes or files: in whole percent a threshold of one would leave no room below it. */
    static boolean nearlyFull(long used, long total, int thresholdPercent, boolean was) {
        double relief = was ? Math.min(RELIEF_PERCENT, thresholdPercent * RELIEF_SHARE) : 0;
        return total > 0 && used >= (thresholdPercent - relief) / WHOLE_PERCENT * total;
    }
}
