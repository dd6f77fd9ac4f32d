package dev.shmkit.jmx;

import java.util.List;

/** Everything that can be seen of the regions on this machine, whichever program made them. Opens none, takes no lock. */
@Describe("All shared memory regions on this machine, whichever program made them")
public interface HostMXBean {
    /**
     * Counts the regions.
     *
     * @return how many files lie in the directories for shared memory
     */
    @Describe("How many regions there are")
    int getRegionCount();

    /**
     * Describes every region in one call.
     *
     * @return a row for each, ordered by key
     */
    @Describe("One row for every region, in one call")
    List<RegionRow> listRegions();
}
