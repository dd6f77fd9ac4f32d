package dev.shmkit.internal.mutex;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shmkit.LockDeadlockException;
import dev.shmkit.LockNotOwnedException;
import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** The steps with a region's lock. */
record RegionSteps(String key, SharedMemory region, ThreadLocal<ScopedLock> held, AtomicReference<ScopedLock> latest)
        implements LockSteps {
    RegionSteps(String key, SharedMemory region) {
        this(key, region, new ThreadLocal<>(), new AtomicReference<>());
    }

    @Override
    public void lock() {
        keep(region.lock());
    }

    @Override
    public void relock() {
        assertThatExceptionOfType(LockDeadlockException.class).isThrownBy(region::lock);
    }

    @Override
    public void unlockAnothers() {
        assertThatExceptionOfType(LockNotOwnedException.class)
                .isThrownBy(() -> Objects.requireNonNull(latest.get()).close());
    }

    @Override
    public void leaveAWait() {
        Thread waiter = Thread.currentThread();
        new Thread(() -> {
                    Eventually.until("it waits", () -> bytes().getInt(MutexWords.LOCK_OFFSET) == 2);
                    waiter.interrupt();
                })
                .start();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(region::lockInterruptibly);
    }

    @Override
    public boolean tryLock() {
        return region.tryLock().map(this::keep).isPresent();
    }

    @Override
    public boolean tryLock(Duration timeout) {
        return region.tryLock(timeout).map(this::keep).isPresent();
    }

    private ScopedLock keep(ScopedLock lock) {
        held.set(lock);
        latest.set(lock);
        return lock;
    }

    @Override
    public void unlock() {
        held.get().close();
    }

    @Override
    public ByteBuffer bytes() {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(Keys.path(key))).order(ByteOrder.nativeOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
