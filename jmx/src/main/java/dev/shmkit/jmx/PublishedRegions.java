package dev.shmkit.jmx;

import dev.shmkit.host.HostRegions;
import dev.shmkit.host.RegionSummary;
import dev.shmkit.jmx.describe.Beans;
import dev.shmkit.jmx.describe.DescribedMBean;
import java.util.HashSet;
import java.util.Set;
import javax.management.ObjectName;

/** The beans of regions that this JVM has not opened. An opening takes their place: there is one bean for a name. */
final class PublishedRegions {
    private final Set<ObjectName> names = new HashSet<>();

    /** Registers a bean; does nothing when the region has one already. */
    synchronized ObjectName publish(String key) {
        RegionSummary region = HostRegions.find(key);
        ObjectName name = ObjectNames.region(region.key());
        if (!Beans.registered(name)
                && Beans.register(name, new DescribedMBean(new PublishedRegion(region), RegionMXBean.class))) {
            names.add(name);
        }
        return name;
    }

    /** By its key, which may have no region any more. */
    boolean withdraw(String key) {
        return withdraw(ObjectNames.region(key.indexOf('/') < 0 ? "/" + key : key));
    }

    synchronized boolean withdraw(ObjectName name) {
        boolean ours = names.remove(name);
        if (ours) {
            Beans.unregister(name);
        }
        return ours;
    }
}
