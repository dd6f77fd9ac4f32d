package dev.shmkit.jmx;

import dev.shmkit.host.HostRegions;
import dev.shmkit.host.RegionSummary;
import dev.shmkit.jmx.internal.describe.Beans;
import dev.shmkit.jmx.internal.describe.DescribedMBean;
import dev.shmkit.jmx.internal.watch.HostEventType;
import dev.shmkit.jmx.internal.watch.HostWatcher;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;

/**
 * The beans of regions that this JVM has not opened. An opening takes their place: there is one bean for a name. Those of regions
 * that are unlinked through them go at once; those of regions that have vanished otherwise, when somebody reads them, asks the
 * Host bean for its regions, or publishes or withdraws another one.
 */
final class PublishedRegions {
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<ObjectName, PublishedRegion> regions = new HashMap<>();
    private final HostWatcher watcher;
    private long sweptNanos = System.nanoTime();

    PublishedRegions(HostWatcher watcher) {
        this.watcher = watcher;
    }

    /** Registers a bean; does nothing when the region has one already. */
    synchronized ObjectName publish(String key) {
        sweep();
        RegionSummary region = HostRegions.describe(key);
        ObjectName name = ObjectNames.region(region.key());
        PublishedRegion bean = new PublishedRegion(region, this);
        if (!Beans.registered(name) && Beans.register(name, new DescribedMBean(bean, RegionMXBean.class))) {
            regions.put(name, bean);
        }
        return name;
    }

    /** By its key or its path, which may have no region any more. */
    synchronized boolean withdraw(String key) {
        ObjectName name = ObjectNames.region(key.indexOf('/') < 0 ? "/" + key : key);
        boolean ours = withdraw(regions.containsKey(name) ? name : byPath(key).orElse(name));
        sweep();
        return ours;
    }

    /** A path in a directory for shared memory is another way to write a key. */
    private Optional<ObjectName> byPath(String path) {
        return regions.entrySet().stream()
                .filter(entry -> entry.getValue().getPath().equals(path))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    synchronized boolean withdraw(ObjectName name) {
        boolean ours = regions.remove(name) != null;
        if (ours) {
            Beans.unregister(name);
        }
        return ours;
    }

    /** Nobody listens to a region that this JVM has not opened, so it is told here. */
    void unlinked(PublishedRegion bean, RegionSummary region) {
        watcher.tell(HostEventType.REGION_UNLINKED, region);
        vanished(bean);
    }

    /** The bean has nothing more to show. */
    synchronized void vanished(PublishedRegion bean) {
        ObjectName name = ObjectNames.region(bean.getKey());
        // Another one may have taken its name meanwhile.
        if (regions.remove(name, bean)) {
            Beans.unregister(name);
        }
    }

    /** Withdraws what is gone, for whoever publishes for months; not each time, for whoever publishes thousands at once. */
    synchronized void sweep() {
        if (System.nanoTime() - sweptNanos >= SWEEP_NANOS) {
            regions.entrySet().stream()
                    .filter(entry -> Files.notExists(Path.of(entry.getValue().getPath()), LinkOption.NOFOLLOW_LINKS))
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(this::withdraw);
            sweptNanos = System.nanoTime();
        }
    }
}
