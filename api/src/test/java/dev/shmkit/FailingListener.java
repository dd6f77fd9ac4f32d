package dev.shmkit;

/** Found as a service, before the recording one: throws for the keys that ask for it. */
public final class FailingListener implements RegionListener {
    static final String HINT = "failing-listener";

    @Override
    public void opened(SharedMemory region) {
        fail(region.info());
    }

    @Override
    public void closed(RegionInfo region) {
        fail(region);
    }

    @Override
    public void unlinked(RegionInfo region) {
        fail(region);
    }

    @Override
    public void lockWaited(RegionInfo region, long waitNanos) {
        if (region.key().endsWith(HINT)) {
            throw new AssertionError("thrown by a listener while the lock is held, on purpose");
        }
    }

    private static void fail(RegionInfo region) {
        if (region.key().endsWith(HINT)) {
            throw new IllegalStateException("thrown by a listener, on purpose");
        }
    }
}
