package dev.shmkit.internal.posix;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.errno.ErrnoException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A file mapped into this process, shared and writable, see mmap(2). The address range goes back to the system when this
 * object and every view and pointer made from it are unreachable, and never earlier: whatever a program still holds can be
 * used without a crash, even after {@link #forget()}. Thread-safe.
 */
public final class Mapping {
    private static final int PROT_READ_WRITE = 0x1 | 0x2;
    private static final int MAP_SHARED = 0x01;
    private static final int MAP_PRIVATE = 0x02;
    private static final int MAP_FIXED = 0x10;
    private static final int MAP_ANONYMOUS = 0x20;
    private static final int MAP_NORESERVE = 0x4000;
    private static final int MAP_FAILED = -1;
    private static final int MOST_COLLECTIONS = 3;
    private static final long COLLECTION_NANOS = 50_000_000;
    private static final long PAUSE_AFTER_NANOS = 10_000_000_000L;

    private static final Cleaner CLEANER = Cleaner.create();

    private static long collectedInVainNanos = System.nanoTime() - PAUSE_AFTER_NANOS;

    private final Range range;

    /** As much as one buffer can view. Views inside it are its slices, which keep it: one cleaner serves them all. */
    private final ByteBuffer front;

    private Mapping(Range range) {
        SpareMapping.make();
        this.range = range;
        this.front = range.buffer(0, (int) Math.min(range.lengthBytes, Integer.MAX_VALUE));
    }

    /**
     * Maps the first {@code lengthBytes} of a file. A page that another process takes from it by truncation does not end the JVM,
     * whoever touches it: see {@link SigbusGuard}.
     *
     * @param robust whether the file begins with a mutex of the robust kind
     */
    public static Mapping of(Descriptor file, long lengthBytes, boolean robust) throws ErrnoException {
        long address = map(file, lengthBytes);
        // Closed regions keep their addresses until the collector has seen that nobody uses them.
        for (int i = 0; address == MAP_FAILED && Native.getLastError() == Errno.ENOMEM; i++) {
            if (i == MOST_COLLECTIONS) {
                throw new ErrnoException(Errno.ENOMEM);
            }
            collect();
            address = map(file, lengthBytes);
        }
        if (address == MAP_FAILED) {
            throw LibC.failure();
        }
        return new Mapping(new Range(address, lengthBytes, guard(address, lengthBytes, robust)));
    }

    private static int guard(long address, long lengthBytes, boolean robust) {
        int slot = SigbusGuard.add(address, lengthBytes, robust);
        return slot == SigbusGuard.ALL_TAKEN ? guardAfterCollecting(address, lengthBytes, robust) : slot;
    }

    /** Closed regions keep their slots as long as their addresses. Who comes soon after a collection in vain goes on unguarded. */
    private static synchronized int guardAfterCollecting(long address, long lengthBytes, boolean robust) {
        int slot = SigbusGuard.add(address, lengthBytes, robust);
        if (slot != SigbusGuard.ALL_TAKEN || System.nanoTime() - collectedInVainNanos < PAUSE_AFTER_NANOS) {
            return slot;
        }
        for (int i = 0; slot == SigbusGuard.ALL_TAKEN && i < MOST_COLLECTIONS; i++) {
            collect();
            slot = SigbusGuard.add(address, lengthBytes, robust);
        }
        if (slot == SigbusGuard.ALL_TAKEN) {
            collectedInVainNanos = System.nanoTime();
        }
        return slot;
    }

    /** Maps zeros that belong to this process alone. */
    public static Mapping anonymous(long lengthBytes) throws ErrnoException {
        return new Mapping(new Range(mapAnonymous(lengthBytes), lengthBytes, SigbusGuard.NO_SLOT));
    }

    /** The same, to be unmapped by the caller. */
    static long mapAnonymous(long lengthBytes) throws ErrnoException {
        long address = LibC.mmap(0, lengthBytes, PROT_READ_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (address == MAP_FAILED) {
            throw LibC.failure();
        }
        return address;
    }

    /** Whether native code, too, may touch pages that are gone: see {@link SigbusGuard}. */
    public boolean guarded() {
        return range.guard >= 0;
    }

    /** Whether zeros of this process's own have taken the place of a page that was gone, for good. */
    public boolean replaced() {
        return SigbusGuard.replaced(range.guard);
    }

    private static long map(Descriptor file, long lengthBytes) {
        return LibC.mmap(0, lengthBytes, PROT_READ_WRITE, MAP_SHARED, file.number(), 0);
    }

    /** The cleaner needs a moment, also when the thread is interrupted. */
    private static void collect() {
        System.gc();
        long started = System.nanoTime();
        boolean interrupted = false;
        for (long left = COLLECTION_NANOS; left > 0; left = COLLECTION_NANOS - (System.nanoTime() - started)) {
            LockSupport.parkNanos(left);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first mapped byte's address. Only meaningful while this object is reachable. */
    public long address() {
        return range.address;
    }

    public long lengthBytes() {
        return range.lengthBytes;
    }

    /** A view in native byte order that keeps the address range. */
    public ByteBuffer view(long offset, int lengthBytes) {
        boolean inFront = offset >= 0 && offset <= front.capacity() - lengthBytes;
        ByteBuffer view = inFront ? front.slice((int) offset, lengthBytes) : range.buffer(offset, lengthBytes);
        return view.order(ByteOrder.nativeOrder());
    }

    /** A pointer that keeps the address range. */
    public Pointer pointer(long offset) {
        return new MappedPointer(this, offset);
    }

    /**
     * Gives the shared pages back at once by putting private zeros in their place. A thread that is reading or writing just
     * then goes on with zeros instead of crashing.
     */
    public void forget() {
        if (!replace() && Native.getLastError() == Errno.ENOMEM) {
            SpareMapping.giveWayTo(this);
        }
    }

    /** False when the kernel refuses. Then the pages are given back with the address range, by the collector. */
    private boolean replace() {
        int zeros = MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS | MAP_NORESERVE;
        return LibC.mmap(range.address, range.lengthBytes, PROT_READ_WRITE, zeros, -1, 0) == range.address;
    }

    /**
     * One mapping more than is needed. In a process that has as many as it may have (vm.max_map_count), the kernel refuses every
     * mmap(2), also one that replaces another; where this one was, there is room for it. Shared, as those of one process's own could
     * become one with a neighbour.
     */
    private static final class SpareMapping {
        private static final int BYTES = 1;
        private static final int PROT_NONE = 0;

        private static long address = MAP_FAILED;

        /** From the first region on: at the limit it could not be had any more. */
        static synchronized void make() {
            if (address == MAP_FAILED) {
                address = LibC.mmap(0, BYTES, PROT_NONE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
            }
        }

        static synchronized void giveWayTo(Mapping closed) {
            if (address != MAP_FAILED) {
                LibC.munmap(address, BYTES);
                address = MAP_FAILED;
            }
            closed.replace();
            make();
        }
    }

    /** The addresses, and how many buffers still need them. */
    private static final class Range {
        final long address;
        final long lengthBytes;
        private final int guard;
        private final AtomicInteger holders = new AtomicInteger();

        Range(long address, long lengthBytes, int guard) {
            this.address = address;
            this.lengthBytes = lengthBytes;
            this.guard = guard;
        }

        /** A buffer that keeps the addresses, as does whatever is made from it. */
        ByteBuffer buffer(long offset, int length) {
            ByteBuffer buffer = new Pointer(address).getByteBuffer(offset, length);
            holders.incrementAndGet();
            CLEANER.register(buffer, this::release);
            return buffer;
        }

        private void release() {
            if (holders.decrementAndGet() == 0) {
                SigbusGuard.remove(guard);
                LibC.munmap(address, lengthBytes);
            }
        }
    }
}
