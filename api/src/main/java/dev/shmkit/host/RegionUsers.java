package dev.shmkit.host;

import java.util.List;

/**
 * The processes that use a region, as they looked at one moment. Immutable and thread-safe.
 *
 * @param mappers the processes that map it
 * @param waiters the threads that wait for its lock
 */
public record RegionUsers(List<RegionMapper> mappers, List<RegionWaiter> waiters) {}
