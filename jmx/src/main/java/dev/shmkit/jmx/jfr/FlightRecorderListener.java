package dev.shmkit.jmx.jfr;

import dev.shmkit.LockState;
import dev.shmkit.RegionInfo;
import dev.shmkit.RegionListener;
import dev.shmkit.SharedMemory;

/**
 * Turns what happens to regions into JFR events. Found by {@link java.util.ServiceLoader}; not to be used directly. Without a
 * recording an event is an object that is never used, and all of these are rare. Thread-safe.
 */
public final class FlightRecorderListener implements RegionListener {
    /** Called by the service loader. */
    public FlightRecorderListener() {}

    @Override
    public void opened(SharedMemory region) {
        RegionOpenedEvent event = new RegionOpenedEvent();
        if (event.isEnabled()) {
            event.key = region.key();
            event.path = region.path().toString();
            event.size = region.size();
            event.role = region.info().role().name();
            event.commit();
        }
    }

    @Override
    public void closed(RegionInfo region) {
        RegionClosedEvent event = new RegionClosedEvent();
        if (event.isEnabled()) {
            event.key = region.key();
            event.path = region.path().toString();
            event.commit();
        }
    }

    @Override
    public void lockWaited(RegionInfo region, long waitNanos) {
        LockWaitEvent event = new LockWaitEvent();
        if (event.isEnabled()) {
            event.key = region.key();
            event.waited = waitNanos;
            event.commit();
        }
    }

    @Override
    public void lockAbandoned(RegionInfo region, LockState left) {
        LockAbandonedEvent event = new LockAbandonedEvent();
        if (event.isEnabled()) {
            event.key = region.key();
            event.left = left.toString();
            event.commit();
        }
    }
}
