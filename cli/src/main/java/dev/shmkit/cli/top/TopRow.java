package dev.shmkit.cli.top;

import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.host.RegionSnapshot;
import java.time.Duration;

/**
 * A region on the screen.
 *
 * @param lock its lock, with all that earlier looks know of the holder
 * @param held for how long its lock has surely been held; zero when it is not, or was not seen for long enough
 * @param alarming whether somebody should look at it
 */
record TopRow(RegionSnapshot region, LockState lock, Duration held, boolean alarming) {
    static TopRow of(RegionSnapshot region, LockState lock, Duration held, Duration stall) {
        State state = lock.state();
        boolean stalled = state == State.HELD && held.compareTo(stall) >= 0;
        return new TopRow(region, lock, held, stalled || state == State.ABANDONED);
    }
}
