package dev.shmkit.cli.top;

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
    private CloserLook() {}

    /**
     * Takes a snapshot of all regions.
     *
     * @return with those looked at again that need it; which takes up to two seconds for each of them
     */
    public static HostSnapshot snapshot() {
        HostSnapshot seen = HostRegions.snapshot();
        List<RegionSnapshot> regions =
                seen.regions().stream().map(CloserLook::at).toList();
        return new HostSnapshot(
                seen.taken(),
                regions,
                seen.hiddenDirectories(),
                seen.processes(),
                seen.hiddenProcesses(),
                seen.hiddenThreads());
    }

    private static RegionSnapshot at(RegionSnapshot region) {
        LockState seen = region.summary().lockState();
        if (seen.state() != State.HELD || seen.holder().isPresent()) {
            return region;
        }
        try {
            return HostRegions.look(region.summary().path().toString());
        } catch (RegionNotFoundException e) {
            // Unlinked meanwhile.
            return region;
        }
    }
}
