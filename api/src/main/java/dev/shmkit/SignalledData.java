package dev.shmkit;

import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.memory.MappedFile;
import dev.shmkit.internal.posix.Kernel;
import dev.shmkit.internal.proc.VirtualThreads;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;

/**
 * Waiting for another thread or process to write a number, without polling: a futex on the number itself, see futex(2).
 *
 * <pre>{@code
 * region.putLongVolatile(0, 42).signalAll(0);                                  // one process
 * long seen = region.awaitLong(0, v -> v == 42, Duration.ofSeconds(10));       // another
 * }</pre>
 *
 * <p>In C the same is {@code syscall(SYS_futex, address, FUTEX_WAKE, INT_MAX, …)}, without {@code FUTEX_PRIVATE_FLAG}. A
 * writer that signals nobody is noticed within 50 ms.
 */
public abstract sealed class SignalledData extends BulkData permits LockableData {
    /** For writers that signal nobody, and for a change that leaves the low half of the number, the futex, as it was. */
    private static final Duration LONGEST_SLEEP = Duration.ofMillis(50);

    private static final long VIRTUAL_PAUSE_NANOS = 1_000_000;

    private final MappedFile file;

    SignalledData(RegionInfo info, MappedFile file, DataWindows source) {
        super(info.key(), info.sizeBytes(), source);
        this.file = file;
    }

    /**
     * Waits until a number is what is wanted. Takes no lock. A virtual thread must not sleep in the kernel, which would take its
     * carrier with it: it looks every millisecond instead.
     *
     * @param offset the number's first byte, a multiple of 8
     * @param wanted what to wait for; called with volatile reads of the number
     * @param timeout how long to wait; zero or negative looks once
     * @return the number that was wanted
     * @throws InterruptedException when the calling thread is interrupted, which is noticed within 50 ms
     * @throws AwaitTimeoutException when the timeout passes before the number is what is wanted (ETIMEDOUT)
     */
    public final long awaitLong(long offset, LongPredicate wanted, Duration timeout) throws InterruptedException {
        long started = System.nanoTime();
        long patienceNanos = Math.max(0, TimeUnit.NANOSECONDS.convert(timeout));
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long seen = getLongVolatile(offset);
            if (wanted.test(seen)) {
                return seen;
            }
            long leftNanos = patienceNanos - (System.nanoTime() - started);
            if (leftNanos <= 0) {
                throw new AwaitTimeoutException(
                        key(),
                        "await",
                        Errno.ETIMEDOUT,
                        ("region \"%s\": waited %d ms for the number at offset %d, which is %d and not what is wanted; "
                                        + "see that its writer runs and writes there, or wait longer")
                                .formatted(
                                        key(), Duration.ofNanos(patienceNanos).toMillis(), offset, seen));
            }
            requireWhole("await");
            sleep(offset, seen, Math.min(leftNanos, LONGEST_SLEEP.toNanos()));
        }
    }

    /** A virtual thread must not take its carrier to sleep in the kernel. */
    private void sleep(long offset, long seen, long atMostNanos) {
        if (VirtualThreads.isVirtual(Thread.currentThread())) {
            LockSupport.parkNanos(this, Math.min(atMostNanos, VIRTUAL_PAUSE_NANOS));
        } else {
            Kernel.sleepOn(dataAddress() + offset, (int) seen, atMostNanos);
        }
    }

    /**
     * Wakes every thread, of any process, that waits for the number at an offset. Call it after having written the number.
     *
     * @param offset the number's first byte, a multiple of 8
     * @return this region
     */
    public final SharedMemory signalAll(long offset) {
        getLongVolatile(offset);
        requireWhole("signal");
        Kernel.wake(dataAddress() + offset, Integer.MAX_VALUE);
        return self();
    }

    @Override
    final void requireWhole(String operation) {
        file.requireWhole(operation);
    }

    @Override
    final RuntimeException fault(String operation, InternalError error) {
        if (file.whole()) {
            throw error;
        }
        return file.truncated(operation);
    }
}
