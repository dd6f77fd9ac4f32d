package dev.shmkit.jmx.jfr;

import dev.shmkit.LockState;
import dev.shmkit.RegionInfo;
import dev.shmkit.SharedMemory;
import org.jspecify.annotations.Nullable;

/** Makes the events. Apart from the listener, which can be loaded without loading an event. */
final class RegionEvents {
    /** What a thread that waits has begun. A wait that fails leaves it there, until the thread waits again. */
    private static final ThreadLocal<LockWaitEvent> WAITING = new ThreadLocal<>();

    private RegionEvents() {}

    static void opened(SharedMemory region) {
        RegionOpenedEvent event = new RegionOpenedEvent();
        if (event.isEnabled()) {
            event.key = region.info().name();
            event.path = region.path().toString();
            event.size = region.size();
            event.role = region.info().role().name();
            event.commit();
        }
    }

    static void closed(RegionInfo region) {
        RegionClosedEvent event = new RegionClosedEvent();
        if (event.isEnabled()) {
            event.key = region.name();
            event.path = region.path().toString();
            event.commit();
        }
    }

    static void lockWaiting() {
        LockWaitEvent event = new LockWaitEvent();
        if (event.isEnabled()) {
            event.begin();
            WAITING.set(event);
        } else {
            WAITING.remove();
        }
    }

    static void lockWaited(RegionInfo region, long waitNanos, boolean taken) {
        @Nullable LockWaitEvent begun = WAITING.get();
        WAITING.remove();
        // When recording began during the wait, the time is the end of the wait.
        LockWaitEvent event = begun != null ? begun : new LockWaitEvent();
        if (event.isEnabled()) {
            event.key = region.name();
            event.waited = waitNanos;
            event.taken = taken;
            event.commit();
        }
    }

    static void lockAbandoned(RegionInfo region, LockState left) {
        LockAbandonedEvent event = new LockAbandonedEvent();
        if (event.isEnabled()) {
            event.key = region.name();
            event.left = left.toString();
            event.commit();
        }
    }
}
