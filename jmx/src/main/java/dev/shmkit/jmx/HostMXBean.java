package dev.shmkit.jmx;

import dev.shmkit.jmx.data.DeadlockData;
import dev.shmkit.jmx.data.RegionRow;
import dev.shmkit.jmx.internal.describe.Describe;
import dev.shmkit.jmx.internal.describe.Units;
import java.util.List;

/**
 * Everything that can be seen of the regions on this machine, whichever program made them. Opens none and takes no lock:
 * a query takes milliseconds whatever state the processes are in, but {@code showRegion} up to two seconds while the lock is
 * taken and nobody has signed it. Operations look afresh; attributes that are
 * counted over all regions share a look for 0.2 seconds.
 *
 * <p>Sends notifications, whose types and texts its description lists, while anybody listens or {@link #startWatching()} was
 * called. A remote client that listens to any bean listens to this one, too: the JDK's connector passes on what all beans send.
 */
@Describe("All shared memory regions on this machine, whichever program made them, and who holds, wants and maps them")
public interface HostMXBean {
    /**
     * Counts the regions.
     *
     * @return how many files lie in the directories for shared memory
     */
    @Describe("How many regions there are")
    @Units(Units.REGIONS)
    int getRegionCount();

    /**
     * Adds the sizes up.
     *
     * @return bytes of data in all regions
     */
    @Describe("Bytes of data in all regions together")
    @Units(Units.BYTES)
    long getTotalSizeBytes();

    /**
     * Adds the memory up.
     *
     * @return bytes that all regions take
     */
    @Describe("Bytes that the files of all regions take in memory together")
    @Units(Units.BYTES)
    long getTotalResidentBytes();

    /**
     * Counts the locks that are held.
     *
     * @return regions in state HELD
     */
    @Describe("How many regions' locks are held")
    @Units(Units.LOCKS)
    int getHeldLockCount();

    /**
     * Counts the locks whose holders are gone.
     *
     * @return regions in state ABANDONED
     */
    @Describe("How many regions' locks are abandoned: their holders are gone")
    @Units(Units.LOCKS)
    int getAbandonedLockCount();

    /**
     * Counts the threads that wait.
     *
     * @return waiters of all regions
     */
    @Describe("How many threads wait for the lock of some region")
    @Units(Units.THREADS)
    int getWaiterCount();

    /**
     * Counts the regions that nobody is known to need.
     *
     * @return regions whose creator is gone and that no process maps, as far as can be seen
     */
    @Describe("How many regions have lost their creator and are mapped by no process that can be seen")
    @Units(Units.REGIONS)
    int getOrphanCount();

    /**
     * Counts processes.
     *
     * @return those that were looked at
     */
    @Describe("How many processes were looked at")
    @Units(Units.PROCESSES)
    int getProcessCount();

    /**
     * Counts the processes that permissions hide.
     *
     * @return those whose mappings cannot be read: they may map, hold or want regions unseen. Also for root, from whom
     *     the kernel may hide the first process of a container
     */
    @Describe("How many of the processes hide what they map, so that they may use regions unseen")
    @Units(Units.PROCESSES)
    int getHiddenProcessCount();

    /**
     * Counts the threads that permissions hide.
     *
     * @return those that may wait for a region's lock unseen, in processes that map it
     */
    @Describe("How many threads hide what they wait on, in processes that map a region whose lock somebody waits for")
    @Units(Units.THREADS)
    int getHiddenThreadCount();

    /**
     * Counts the directories that permissions hide.
     *
     * @return those that exist and cannot be listed: there may be regions in them
     */
    @Describe("How many directories for regions hide what is in them")
    @Units(Units.DIRECTORIES)
    int getHiddenDirectoryCount();

    /**
     * Tells how large {@code /dev/shm} is.
     *
     * @return bytes
     */
    @Describe("Bytes that fit into /dev/shm")
    @Units(Units.BYTES)
    long getShmCapacityBytes();

    /**
     * Tells how much of {@code /dev/shm} is in use.
     *
     * @return bytes
     */
    @Describe("Bytes in use in /dev/shm")
    @Units(Units.BYTES)
    long getShmUsedBytes();

    /**
     * Tells how full {@code /dev/shm} is.
     *
     * @return 0 to 100
     */
    @Describe("How full /dev/shm is, in percent")
    @Units(Units.PERCENT)
    int getShmUsedPercent();

    /**
     * Tells how many of the files that {@code /dev/shm} can have exist: they can run out while there is room for bytes.
     *
     * @return 0 to 100; 0 where there is no limit
     */
    @Describe("How many of the files that /dev/shm can have exist, in percent")
    @Units(Units.PERCENT)
    int getShmUsedFilesPercent();

    /**
     * Describes every region in one call.
     *
     * @return a row for each, ordered by key
     */
    @Describe("One row for every region, in one call")
    List<RegionRow> listRegions();

    /**
     * Describes one region, and takes the time to find out whether a holder that cannot be named is gone.
     *
     * @param key the region's key or path
     * @return its row
     */
    @Describe("The row of one region")
    RegionRow showRegion(@Describe(name = "key", value = "The region's key or path") String key);

    /**
     * Finds threads that wait for each other in a circle. Looks again for some 50 ms before it says so.
     *
     * @return every such circle; mostly none
     */
    @Describe("Circles of threads, of whatever processes, that wait for each other's locks")
    List<DeadlockData> findDeadlocks();

    /**
     * Registers a bean for a region that this JVM has not opened, under the name that it would have if this JVM did. It goes
     * when its operation unlink removes the region.
     *
     * @param key the region's key or path
     * @return the bean's object name
     */
    @Describe(value = "Registers a bean for a region that this JVM has not opened", changes = true)
    String publish(@Describe(name = "key", value = "The region's key or path") String key);

    /**
     * Unregisters a bean that {@link #publish} registered.
     *
     * @param key the region's key or path
     * @return true when there was one
     */
    @Describe(value = "Unregisters a bean that publish has registered", changes = true)
    boolean withdraw(@Describe(name = "key", value = "The region's key or path") String key);

    /**
     * Tells whether the machine is being watched for notifications.
     *
     * @return true while anybody listens, or after {@link #startWatching()}
     */
    @Describe("True while the machine is watched for notifications: somebody listens, or startWatching was called")
    boolean isWatching();

    /** Watches although nobody listens: what is found is there for the first one who does. */
    @Describe(value = "Watches the machine even while nobody listens", changes = true)
    void startWatching();

    /** Watches only while somebody listens. */
    @Describe(value = "Watches the machine only while somebody listens", changes = true)
    void stopWatching();

    /**
     * Tells how often the watcher looks.
     *
     * @return milliseconds between two looks
     */
    @Describe("Milliseconds between two looks of the watcher")
    @Units(Units.MILLISECONDS)
    long getWatchPeriodMillis();

    /**
     * Says how often the watcher looks.
     *
     * @param millis milliseconds between two looks, 10 at least
     * @throws IllegalArgumentException for less
     */
    void setWatchPeriodMillis(long millis);

    /**
     * Tells from when on a lock counts as stalled.
     *
     * @return milliseconds
     */
    @Describe(
            "Milliseconds that a lock may be held before it is stalled. A holder in another process that computes while nobody waits is noticed only where perf_event_open(2) is permitted")
    @Units(Units.MILLISECONDS)
    long getStallMillis();

    /**
     * Says from when on a lock counts as stalled.
     *
     * @param millis milliseconds, 1 at least
     * @throws IllegalArgumentException for less
     */
    void setStallMillis(long millis);

    /**
     * Tells from when on {@code /dev/shm} counts as nearly full.
     *
     * @return percent
     */
    @Describe("How full /dev/shm may be, in percent, before it is nearly full")
    @Units(Units.PERCENT)
    int getNearlyFullPercent();

    /**
     * Says from when on {@code /dev/shm} counts as nearly full.
     *
     * @param percent 1 to 100
     * @throws IllegalArgumentException for any other number
     */
    void setNearlyFullPercent(int percent);
}
