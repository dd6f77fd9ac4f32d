package dev.shmkit.jmx.jfr;

import dev.shmkit.LockState;
import dev.shmkit.RegionInfo;
import dev.shmkit.SharedMemory;

/** Makes the events. Apart from the listener, which can be loaded without loading an event. */
final class RegionEvents {
    private RegionEvents() {}

    static void opened(SharedMemory region) {
        RegionOpenedEvent event = new RegionOpenedEvent();
        if (event.isEnabled()) {
            event.key = region.key();
            event.path = region.path().toString();
            event.size = region.size();
            event.role = region.info().role().name();
            event.commit();
        }
    }

    static void closed(RegionInfo region) {
        RegionClosedEvent event = new RegionClosedEvent();
        if (event.isEnabled()) {
            event.key = region.key();
            event.path = region.path().toString();
            event.commit();
        }
    }

    static void lockWaited(RegionInfo region, long waitNanos) {
        LockWaitEvent event = new LockWaitEvent();
        if (event.isEnabled()) {
            event.key = region.key();
            event.waited = waitNanos;
            event.commit();
        }
    }

    static void lockAbandoned(RegionInfo region, LockState left) {
        LockAbandonedEvent event = new LockAbandonedEvent();
        if (event.isEnabled()) {
            event.key = region.key();
            event.left = left.toString();
            event.commit();
        }
    }
}
