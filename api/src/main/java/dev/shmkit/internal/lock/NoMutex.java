package dev.shmkit.internal.lock;

import dev.shmkit.LockState;
import java.time.Duration;
import java.util.Optional;

/** The lock of a raw region: there is none. */
public final class NoMutex implements RegionMutex {
    private final String key;

    public NoMutex(String key) {
        this.key = key;
    }

    @Override
    public void lock() {
        throw unsupported();
    }

    @Override
    public void lockInterruptibly() {
        throw unsupported();
    }

    @Override
    public boolean tryLock() {
        throw unsupported();
    }

    @Override
    public boolean tryLock(Duration timeout) {
        throw unsupported();
    }

    @Override
    public void unlock() {
        throw unsupported();
    }

    @Override
    public void markConsistent() {
        throw unsupported();
    }

    @Override
    public Optional<LockState> recover() {
        return Optional.empty();
    }

    private UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException(
                "region \"%s\" is open as a raw one, without a lock; synchronise by other means, or create or attach it as one that is not raw"
                        .formatted(key));
    }

    @Override
    public LockState state() {
        return LockState.of(LockState.State.NONE);
    }

    @Override
    public void shutDown(Runnable ended) {
        ended.run();
    }

    @Override
    public String key() {
        return key;
    }
}
