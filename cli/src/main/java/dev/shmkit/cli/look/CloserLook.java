package dev.shmkit.cli.look;

import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.RegionNotFoundException;
import dev.shmkit.host.HostRegions;
import dev.shmkit.host.HostSnapshot;
import dev.shmkit.host.RegionSnapshot;
import java.util.List;

/**
 * Looks again at locks that a snapshot saw taken and not signed. It takes no time to find out whether their holders died just
 * before they signed; a person who reads a list does, and is told the same as {@code show} and {@code doctor} tell.
 */
public final class CloserLook {
    /** A look may take that long once more; many such locks may not take many times as long. */
    private static final long ENOUGH_NANOS = 2_000_000_000;

    private CloserLook() {}

    /**
     * Takes a snapshot of all regions.
     *
     * @return with those looked at again that need it, until two seconds are over
     */
    public static HostSnapshot snapshot() {
        HostSnapshot seen = HostRegions.snapshot();
        long started = System.nanoTime();
        List<RegionSnapshot> regions = seen.regions().stream()
                .map(region -> unsigned(region) && System.nanoTime() - started < ENOUGH_NANOS ? again(region) : region)
                .toList();
        return new HostSnapshot(
                seen.taken(),
                regions,
                seen.hiddenDirectories(),
                seen.processes(),
                seen.hiddenProcesses(),
                seen.hiddenThreads());
    }

    private static boolean unsigned(RegionSnapshot region) {
        LockState seen = region.summary().lockState();
        return seen.state() == State.HELD && seen.holder().isEmpty();
    }

    private static RegionSnapshot again(RegionSnapshot region) {
        try {
            return HostRegions.look(region.summary().path().toString());
        } catch (RegionNotFoundException e) {
            // Unlinked meanwhile.
            return region;
        }
    }
}
