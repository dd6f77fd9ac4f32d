package dev.shmkit.internal.lock;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState;
import dev.shmkit.internal.memory.MappedFile;
import dev.shmkit.internal.posix.Errno;
import dev.shmkit.internal.posix.Pthread;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The mutex of a region, locked by calling glibc. ERRORCHECK: relocking is EDEADLK, unlocking another's is EPERM. */
public final class PthreadMutex implements RegionMutex {
    private static final int SHUT_DOWN = Integer.MIN_VALUE / 2;

    private final String key;
    private final MappedFile file;
    private final ByteBuffer header;
    private final long address;

    /** Threads of this process that hold the lock through this opening or are about to. */
    private final AtomicInteger users = new AtomicInteger();

    // Written only by the thread that holds the lock.
    private long acquisitions;
    private long contentions;
    private @Nullable Thread holder;

    /**
     * Locks the mutex at the front of a mapped region.
     *
     * @param header a view of the region's first bytes
     */
    public PthreadMutex(MappedFile file, ByteBuffer header) {
        this.key = file.key();
        this.file = file;
        this.header = header;
        this.address = file.mapping().address();
    }

    @Override
    public void lock() {
        enter("lock");
        int errno = Pthread.tryLock(address);
        boolean contended = errno == Errno.EBUSY;
        if (contended) {
            errno = Pthread.lock(address);
        }
        entered("lock", errno, contended);
    }

    @Override
    public boolean tryLock() {
        enter("lock");
        int errno = Pthread.tryLock(address);
        if (errno == Errno.EBUSY) {
            leave();
            return false;
        }
        entered("lock", errno, false);
        return true;
    }

    @Override
    public boolean tryLock(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            return tryLock();
        }
        enter("lock");
        int errno = Pthread.tryLock(address);
        boolean contended = errno == Errno.EBUSY;
        if (contended) {
            errno = Pthread.lock(address, timeout);
        }
        if (errno == Errno.ETIMEDOUT) {
            leave();
            return false;
        }
        entered("lock", errno, contended);
        return true;
    }

    @Override
    public void unlock() {
        requireOpen(users.get());
        boolean ours = holder == Thread.currentThread();
        if (ours) {
            holder = null;
        }
        if (!file.whole()) {
            // The lock went with the file. Nothing is held any more, so that the region can be closed.
            if (ours) {
                leave();
            }
            throw file.truncated("unlock");
        }
        try {
            int errno = Pthread.unlock(address);
            if (errno != 0) {
                throw Errno.exception(key, "unlock", errno, "the calling thread does not hold its lock");
            }
            leave();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private void enter(String operation) {
        try {
            requireOpen(users.incrementAndGet());
            file.requireWhole(operation);
        } catch (RuntimeException e) {
            leave();
            throw e;
        }
    }

    private void entered(String operation, int errno, boolean contended) {
        if (errno != 0) {
            leave();
            throw Errno.exception(key, operation, errno, "its lock was not taken");
        }
        acquisitions++;
        if (contended) {
            contentions++;
        }
        holder = Thread.currentThread();
    }

    private void requireOpen(int count) {
        if (count < 0) {
            throw new IllegalStateException("region \"%s\" is closed; attach to it again".formatted(key));
        }
    }

    private void leave() {
        users.decrementAndGet();
    }

    @Override
    public LockState state() {
        if (!file.whole()) {
            return LockState.of(LockState.State.UNKNOWN);
        }
        LockState state = LockInspector.inspect(
                MutexWords.read(header),
                () -> MutexWords.read(header),
                file.status(),
                file.path().toString());
        @Nullable Thread thread = holder;
        if (thread == null) {
            return state;
        }
        return new LockState(state.state(), state.holder().map(seen -> withJavaName(seen, thread)));
    }

    private static LockHolder withJavaName(LockHolder seen, Thread thread) {
        boolean ours = seen.pid() == ProcessHandle.current().pid();
        return ours ? new LockHolder(seen.pid(), seen.tid(), seen.process(), thread.getName(), seen.uid()) : seen;
    }

    @Override
    public void shutDown() {
        if (!users.compareAndSet(0, SHUT_DOWN)) {
            throw new IllegalStateException(
                    "region \"%s\" cannot be closed: a thread of this process holds its lock or waits for it; release it first"
                            .formatted(key));
        }
    }

    @Override
    public long acquisitions() {
        return acquisitions;
    }

    @Override
    public long contentions() {
        return contentions;
    }
}
