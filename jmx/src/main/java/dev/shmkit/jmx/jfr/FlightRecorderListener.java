package dev.shmkit.jmx.jfr;

import dev.shmkit.LockState;
import dev.shmkit.RegionInfo;
import dev.shmkit.RegionListener;
import dev.shmkit.SharedMemory;
import jdk.jfr.FlightRecorder;

/**
 * Turns what happens to regions into JFR events. Found by {@link java.util.ServiceLoader}; not to be used directly. Until
 * something in this JVM records, the event classes are not even loaded: the first of them would take as long as all the rest
 * of opening a first region. Thread-safe.
 */
public final class FlightRecorderListener implements RegionListener {
    /** Called by the service loader. */
    public FlightRecorderListener() {}

    @Override
    public void opened(SharedMemory region) {
        if (FlightRecorder.isInitialized()) {
            RegionEvents.opened(region);
        }
    }

    @Override
    public void closed(RegionInfo region) {
        if (FlightRecorder.isInitialized()) {
            RegionEvents.closed(region);
        }
    }

    @Override
    public void lockWaiting(RegionInfo region) {
        if (FlightRecorder.isInitialized()) {
            RegionEvents.lockWaiting();
        }
    }

    @Override
    public void lockWaited(RegionInfo region, long waitNanos) {
        if (FlightRecorder.isInitialized()) {
            RegionEvents.lockWaited(region, waitNanos, true);
        }
    }

    @Override
    public void lockNotTaken(RegionInfo region, long waitNanos) {
        if (FlightRecorder.isInitialized()) {
            RegionEvents.lockWaited(region, waitNanos, false);
        }
    }

    @Override
    public void lockAbandoned(RegionInfo region, LockState left) {
        if (FlightRecorder.isInitialized()) {
            RegionEvents.lockAbandoned(region, left);
        }
    }
}
