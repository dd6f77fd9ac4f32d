package dev.shmkit.jmx;

import dev.shmkit.host.HostRegions;
import java.util.List;

/** The Host bean over {@link HostRegions}. */
final class HostBean implements HostMXBean {
    @Override
    public int getRegionCount() {
        return HostRegions.list().size();
    }

    @Override
    public List<RegionRow> listRegions() {
        return HostRegions.list().stream().map(RegionRow::of).toList();
    }
}
