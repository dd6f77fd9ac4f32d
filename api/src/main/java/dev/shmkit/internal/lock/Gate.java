package dev.shmkit.internal.lock;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Lets threads in to a mutex until its opening is closed, which waits for, or is refused because of, those inside. */
final class Gate {
    private static final AtomicLong NUMBERS = new AtomicLong();

    /** CLOSING lasts for microseconds, and ends as OPEN again when closing is refused. */
    private enum Phase {
        OPEN,
        CLOSING,
        CLOSED
    }

    /** What {@link LockingThread#enter} is told: not 0, and no other mutex's. */
    private final long number = NUMBERS.incrementAndGet();

    private final String key;
    private final Holding holding;

    /** Platform threads that may sleep inside, and some that ceased to and could not say so: see {@link #anyWaits}. */
    private final AtomicInteger waiting = new AtomicInteger();

    /** Virtual threads, which are counted always, and whose stacks nobody looks at. */
    private final AtomicInteger virtual = new AtomicInteger();

    private volatile Phase phase = Phase.OPEN;

    Gate(String key, Holding holding) {
        this.key = key;
        this.holding = holding;
    }

    /** True unless the region is closed or about to be; then see {@link #requireOpen}. */
    boolean open() {
        return phase == Phase.OPEN;
    }

    /** Returns when the region is surely open. Not to be called between a thread's enter and leave. */
    @SuppressWarnings("ThreadPriorityCheck") // The wait is for microseconds, and nothing relies on who runs meanwhile.
    void requireOpen() {
        while (phase == Phase.CLOSING) {
            // A virtual thread that spun would keep the carrier that the closing thread may need.
            Thread.yield();
        }
        if (phase == Phase.CLOSED) {
            throw new IllegalStateException("region \"%s\" is closed; attach to it again".formatted(key));
        }
    }

    /**
     * The calling platform thread begins to change the mutex's words and will not sleep. What it reads of {@link #open} after
     * this counts: closing waits for {@link LockingThread#leave}, or is refused.
     */
    void enter(LockingThread self) {
        self.enter(number);
    }

    /**
     * The calling thread may sleep inside: closing is refused until {@link #endWait}. Until then it must not begin to wait at
     * another gate, as code of others might: it would be known to wait there alone.
     */
    void beginWait(LockingThread self) {
        self.waitsAt(number);
        waiting(self).incrementAndGet();
        boolean inside = false;
        try {
            requireOpen();
            inside = true;
        } finally {
            if (!inside) {
                endWait(self);
            }
        }
    }

    void endWait(LockingThread self) {
        waiting(self).decrementAndGet();
    }

    private AtomicInteger waiting(LockingThread self) {
        return self.virtual ? virtual : waiting;
    }

    /** The error of a page that is gone can be raised just where a thread is about to say that it ceases to wait. */
    private boolean anyWaits() {
        return virtual.get() > 0 || (waiting.get() > 0 && LockingThread.anyOtherWaits(number));
    }

    /**
     * Lets nobody in any more.
     *
     * @param held tells whether a thread holds the lock through this opening
     * @param ended is run before anybody is told so
     * @throws IllegalStateException while a thread holds the lock through this opening, or waits to
     */
    void close(BooleanSupplier held, Runnable ended) {
        requireUnused(held);
        phase = Phase.CLOSING;
        try {
            LockingThread.awaitNobodyInside(number);
            requireUnused(held);
            // A thread that had taken the lock by then may be giving it back just now: it ceases to be the holder
            // first.
            if (!holding.neverTaken()) {
                LockingThread.awaitNobodyInside(number);
            }
            ended.run();
            phase = Phase.CLOSED;
        } finally {
            if (phase == Phase.CLOSING) {
                phase = Phase.OPEN;
            }
        }
    }

    /** Waiters first: one that has the lock by now has become the holder before it ceased to wait. */
    private void requireUnused(BooleanSupplier held) {
        boolean waits = anyWaits();
        if (waits || held.getAsBoolean()) {
            String why = !waits && holding.holderEnded()
                    ? "the thread that took its lock has ended; recover() the lock and close that first"
                    : "a thread of this process holds its lock or waits for it; release it first";
            throw new IllegalStateException("region \"%s\" cannot be closed: %s".formatted(key, why));
        }
    }
}
