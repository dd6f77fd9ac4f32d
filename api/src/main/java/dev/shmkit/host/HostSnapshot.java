package dev.shmkit.host;

import java.time.Instant;
import java.util.List;

/**
 * All regions of this machine and everybody who has to do with them, seen in one pass over {@code /proc}. The pass takes no
 * lock and stops nobody, so that what it saw first may have changed when it saw the last. Immutable and thread-safe.
 *
 * @param taken when
 * @param regions every region, ordered by key
 * @param hiddenDirectories how many directories for regions exist and hide what is in them
 * @param processes how many processes were looked at
 * @param hiddenProcesses how many of them hide what they map, so that they may map regions and hold or want locks unseen
 * @param hiddenThreads how many threads hide what they wait on, in processes that map a region whose lock somebody waits for
 */
public record HostSnapshot(
        Instant taken,
        List<RegionSnapshot> regions,
        int hiddenDirectories,
        int processes,
        int hiddenProcesses,
        int hiddenThreads) {}
