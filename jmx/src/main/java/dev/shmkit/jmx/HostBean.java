package dev.shmkit.jmx;

import dev.shmkit.LockState.State;
import dev.shmkit.host.HostRegions;
import dev.shmkit.host.HostSnapshot;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.host.RegionSnapshot.Usage;
import dev.shmkit.host.ShmSpace;
import dev.shmkit.jmx.data.DeadlockData;
import dev.shmkit.jmx.data.RegionRow;
import dev.shmkit.jmx.internal.rows.OpenRegionRows;
import dev.shmkit.jmx.internal.watch.HostWatcher;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenType;
import org.jspecify.annotations.Nullable;

/** The Host bean over {@link HostRegions}. One look serves all attributes that a client asks for at once. */
final class HostBean implements HostMXBean {
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final HostWatcher watcher;
    private final PublishedRegions published;
    private @Nullable HostSnapshot last;
    private long lastNanos;

    /** Its rows take about a kilobyte each. */
    private SoftReference<OpenRegionRows> table = new SoftReference<>(null);

    HostBean(HostWatcher watcher, PublishedRegions published) {
        this.watcher = watcher;
        this.published = published;
    }

    private synchronized HostSnapshot snapshot() {
        HostSnapshot known = last;
        return known == null || System.nanoTime() - lastNanos > FRESH_NANOS ? look() : known;
    }

    private synchronized HostSnapshot look() {
        HostSnapshot now = HostRegions.snapshot();
        published.sweep();
        last = now;
        lastNanos = System.nanoTime();
        return now;
    }

    private int count(Predicate<RegionSnapshot> which) {
        return (int) snapshot().regions().stream().filter(which).count();
    }

    private long sum(ToLongFunction<RegionSnapshot> what) {
        return snapshot().regions().stream().mapToLong(what).sum();
    }

    @Override
    public int getRegionCount() {
        return HostRegions.count();
    }

    @Override
    public long getTotalSizeBytes() {
        return sum(region -> region.summary().sizeBytes());
    }

    @Override
    public long getTotalResidentBytes() {
        return sum(RegionSnapshot::residentBytes);
    }

    @Override
    public int getHeldLockCount() {
        return count(region -> region.summary().lockState().state() == State.HELD);
    }

    @Override
    public int getAbandonedLockCount() {
        return count(region -> region.summary().lockState().state() == State.ABANDONED);
    }

    @Override
    public int getWaiterCount() {
        return (int) sum(region -> region.waiters().size());
    }

    @Override
    public int getOrphanCount() {
        return count(region -> region.usage() == Usage.ORPHAN || region.usage() == Usage.POSSIBLE_ORPHAN);
    }

    @Override
    public int getProcessCount() {
        return snapshot().processes();
    }

    @Override
    public int getHiddenProcessCount() {
        return snapshot().hiddenProcesses();
    }

    @Override
    public int getHiddenThreadCount() {
        return snapshot().hiddenThreads();
    }

    @Override
    public int getHiddenDirectoryCount() {
        return snapshot().hiddenDirectories();
    }

    @Override
    public long getShmCapacityBytes() {
        return ShmSpace.now().totalBytes();
    }

    @Override
    public long getShmUsedBytes() {
        return ShmSpace.now().usedBytes();
    }

    @Override
    public int getShmUsedPercent() {
        return ShmSpace.now().usedPercent();
    }

    @Override
    public int getShmUsedFilesPercent() {
        return ShmSpace.now().usedFilesPercent();
    }

    @Override
    public List<RegionRow> listRegions() {
        return look().regions().stream().map(RegionRow::of).toList();
    }

    /** What {@link #listRegions} returns, as clients get it: there can be ten thousand rows. */
    CompositeData[] regionTable(OpenType<?> type) {
        return table(type).of(look().regions());
    }

    private synchronized OpenRegionRows table(OpenType<?> type) {
        @Nullable OpenRegionRows known = table.get();
        if (known != null) {
            return known;
        }
        OpenRegionRows made = new OpenRegionRows(type);
        table = new SoftReference<>(made);
        return made;
    }

    /** Clients can leave a field empty. */
    private static String required(@Nullable String key, String operation) {
        if (key == null) {
            throw new IllegalArgumentException(operation + " needs a region's key or path, not null");
        }
        return key;
    }

    @Override
    public RegionRow showRegion(String key) {
        return RegionRow.of(HostRegions.look(required(key, "showRegion")));
    }

    @Override
    public List<DeadlockData> findDeadlocks() {
        return HostRegions.findDeadlocks().stream().map(DeadlockData::of).toList();
    }

    @Override
    public String publish(String key) {
        return published.publish(required(key, "publish")).getCanonicalName();
    }

    @Override
    public boolean withdraw(String key) {
        return published.withdraw(required(key, "withdraw"));
    }

    @Override
    public boolean isWatching() {
        return watcher.watching();
    }

    @Override
    public void startWatching() {
        watcher.switchOn();
    }

    @Override
    public void stopWatching() {
        watcher.switchOff();
    }

    @Override
    public long getWatchPeriodMillis() {
        return watcher.periodMillis();
    }

    @Override
    public void setWatchPeriodMillis(long millis) {
        watcher.periodMillis(millis);
    }

    @Override
    public long getStallMillis() {
        return watcher.stallMillis();
    }

    @Override
    public void setStallMillis(long millis) {
        watcher.stallMillis(millis);
    }

    @Override
    public int getNearlyFullPercent() {
        return watcher.nearlyFullPercent();
    }

    @Override
    public void setNearlyFullPercent(int percent) {
        watcher.nearlyFullPercent(percent);
    }
}
