package dev.shmkit.cli.top;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jline.utils.Signals;

/**
 * What tells a program at a terminal to end, noted instead of obeyed at once: the JVM would end while the screen is painted, and
 * give it back half-way. Whoever made it ends soon after {@link #ended}.
 */
final class EndingSignals {
    private static final int SIGNALLED = 128;
    private static final int TERM = 15;
    private static final int HUP = 1;
    private static final int NONE = -1;
    private static final long PAUSE_NANOS = 1_000_000;

    private final AtomicInteger status = new AtomicInteger(NONE);

    EndingSignals() {
        // Wherever the JVM leaves signals alone (-Xrs) these do what they do by default.
        Signals.register("TERM", () -> end(SIGNALLED + TERM));
        Signals.register("HUP", () -> end(SIGNALLED + HUP));
        Signals.register("INT", this::interrupt);
    }

    /** The interrupt key is the ordinary way to leave. */
    void interrupt() {
        end(0);
    }

    private void end(int exitStatus) {
        status.compareAndSet(NONE, exitStatus);
    }

    /** Waits until it was told to end, for so long at most: others may meet a signal before we do. */
    void await(long mostMillis) {
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(mostMillis);
        while (ended().isEmpty() && System.nanoTime() < endNanos) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** The exit status to end with; empty while nothing has told to end. */
    OptionalInt ended() {
        int now = status.get();
        return now == NONE ? OptionalInt.empty() : OptionalInt.of(now);
    }
}
