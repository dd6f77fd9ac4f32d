package dev.shmkit;

import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.lock.LockTally;
import dev.shmkit.internal.lock.NoMutex;
import dev.shmkit.internal.lock.RegionMutex;
import dev.shmkit.internal.memory.MappedFile;
import dev.shmkit.internal.region.RegionLayout;
import dev.shmkit.internal.region.RegionListeners;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The lock inside a region: glibc's process-shared, error-checking mutex, as GEOPM makes it. One thread of one process holds
 * it at a time, whatever language it is written in. A platform thread is known by its kernel thread; virtual threads may hold
 * the lock of a region that is not robust.
 *
 * <p>Every method throws {@link IllegalStateException} after {@code close()} unless it says otherwise. Those that take the lock
 * throw {@link UnsupportedOperationException} for a raw region, and to a virtual thread for a robust one, and
 * {@link RegionTruncatedException} when another process truncated the region's file.
 */
public abstract sealed class LockableData extends SignalledData permits SharedMemory {
    private final LockTally tally = new LockTally();
    private final RegionMutex mutex;
    private volatile @Nullable Consumer<SharedMemory> repair;

    LockableData(RegionInfo info, MappedFile file, DataWindows source) {
        super(info, file, source);
        this.mutex = info.raw()
                ? new NoMutex(info.key())
                : RegionMutex.of(
                        file,
                        file.mapping().view(0, RegionLayout.HEADER_BYTES),
                        tally,
                        new Events(info),
                        this::abandoned);
    }

    /** Passes the lock's rare events on. Knows the opening's facts and not the region, which it must not keep. */
    private record Events(RegionInfo info) implements RegionMutex.Observer {
        @Override
        public void waiting() {
            RegionListeners.publish(listener -> listener.lockWaiting(info));
        }

        @Override
        public void waited(long waitNanos) {
            RegionListeners.publish(listener -> listener.lockWaited(info, waitNanos));
        }

        @Override
        public void gaveUp(long waitNanos) {
            RegionListeners.publish(listener -> listener.lockNotTaken(info, waitNanos));
        }

        @Override
        public void held(long holdNanos) {
            RegionListeners.publishHold(info, holdNanos);
        }

        @Override
        public void abandoned(LockState left) {
            RegionListeners.publish(listener -> listener.lockAbandoned(info, left));
        }
    }

    /**
     * Waits until the calling thread holds the region's lock. Interrupts do not end the wait.
     *
     * @return the held lock, to be closed by the calling thread
     * @throws LockDeadlockException when the calling thread holds it already (EDEADLK)
     * @throws AbandonedLockException when a robust lock came from a holder that died, and there is no {@link #onAbandoned}
     * @throws ShmException with errno 131 (ENOTRECOVERABLE) when a robust lock's data were never repaired
     */
    public final ScopedLock lock() {
        mutex.lock();
        return new ScopedLock(mutex);
    }

    /**
     * Waits until the calling thread holds the region's lock or is interrupted; an interrupt is noticed within 10 ms.
     *
     * @return the held lock, to be closed by the calling thread
     * @throws InterruptedException when the calling thread is interrupted before it holds the lock
     * @throws ShmException as for {@link #lock()}
     */
    public final ScopedLock lockInterruptibly() throws InterruptedException {
        mutex.lockInterruptibly();
        return new ScopedLock(mutex);
    }

    /**
     * Takes the region's lock if it is free at this moment.
     *
     * @return the held lock, to be closed by the calling thread; empty when a thread, possibly the calling one, holds it
     * @throws ShmException as for {@link #lock()}, but for EDEADLK
     */
    public final Optional<ScopedLock> tryLock() {
        return mutex.tryLock() ? Optional.of(new ScopedLock(mutex)) : Optional.empty();
    }

    /**
     * Waits for the region's lock, but not for ever. Time is measured by the monotonic clock.
     *
     * @param timeout how long to wait; zero or negative tries once
     * @return the held lock, to be closed by the calling thread; empty when the timeout passed
     * @throws LockDeadlockException when the timeout is positive and the calling thread holds the lock already (EDEADLK)
     * @throws ShmException as for {@link #lock()}
     */
    public final Optional<ScopedLock> tryLock(Duration timeout) {
        return mutex.tryLock(timeout) ? Optional.of(new ScopedLock(mutex)) : Optional.empty();
    }

    /**
     * Tells who holds the lock, without taking it and without waiting for the holder, who may live in any process and be written
     * in any language; it is looked up in {@code /proc}. Takes microseconds, and up to two seconds when the lock is taken and
     * nobody has signed it: its holder may be about to, or may have died just then.
     *
     * @return a snapshot; {@code NONE} for a raw region, {@code UNKNOWN} when the file was truncated
     */
    public final LockState lockState() {
        requireOpen();
        return mutex.state();
    }

    /**
     * Gives the counts of this opening's use of the lock. Works after {@code close()}, too.
     *
     * @return live counters, zeros for a raw region
     */
    public final LockCounters lockCounters() {
        return tally;
    }

    /**
     * Takes the lock over from a holder that is gone, atomically: of many that try at once, one succeeds, and none while the
     * holder lives. Never called by shmkit itself: seen from within a container a live holder outside of it looks gone, and only the
     * caller can judge the data that it left behind.
     *
     * <p>The caller repairs the data, also of a robust lock: no {@link #onAbandoned} is run, and nobody who locks it afterwards is
     * told of the dead holder.
     *
     * @return the lock, held by the calling thread, with what was left; empty when the region is raw, the lock is free, its
     *     holder lives, it cannot be told, or another thread or process is just recovering it
     * @throws ShmException with errno 131 (ENOTRECOVERABLE) when a robust lock was given back unrepaired
     */
    public final Optional<RecoveredLock> recover() {
        requireOpen();
        return mutex.recover().map(left -> new RecoveredLock(left, new ScopedLock(mutex)));
    }

    /**
     * Says how to repair the data when a robust lock comes from a holder that died: the repair is run with the lock held, by
     * the thread that was locking, which then goes on as if nothing had happened. A repair that throws leaves the lock as an
     * {@link AbandonedLockException} does, with that as its cause.
     *
     * @param repair what to do with the region, replacing an earlier one
     */
    public final void onAbandoned(Consumer<SharedMemory> repair) {
        requireOpen();
        this.repair = repair;
    }

    private void abandoned(LockState left) {
        AbandonedLockException failure =
                new AbandonedLockException(key(), Errno.EOWNERDEAD, left, new ScopedLock(mutex));
        @Nullable Consumer<SharedMemory> known = repair;
        if (known == null) {
            throw failure;
        }
        try {
            known.accept(self());
        } catch (RuntimeException | Error e) {
            failure.initCause(e);
            throw failure;
        }
        mutex.markConsistent();
    }

    /** Ends locking and access, or refuses while a thread of this process holds the lock or waits for it. */
    final void shutDownLock() {
        mutex.shutDown(this::endAccess);
    }
}
