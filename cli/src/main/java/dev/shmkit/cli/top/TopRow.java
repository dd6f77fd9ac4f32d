package dev.shmkit.cli.top;

import dev.shmkit.LockState.State;
import dev.shmkit.host.RegionSnapshot;
import java.time.Duration;

/**
 * A region on the screen.
 *
 * @param held for how long its lock has surely been held; zero when it is not, or was not seen for long enough
 * @param alarming whether somebody should look at it
 */
record TopRow(RegionSnapshot region, Duration held, boolean alarming) {
    static TopRow of(RegionSnapshot region, Duration held, Duration stall) {
        State state = region.summary().lockState().state();
        boolean stalled = state == State.HELD && held.compareTo(stall) >= 0;
        return new TopRow(region, held, stalled || state == State.ABANDONED);
    }
}
