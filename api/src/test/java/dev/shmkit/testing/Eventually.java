package dev.shmkit.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Polls for a state with a deadline that only a failing test reaches. */
public final class Eventually {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = 1_000_000;

    private Eventually() {}

    /** Returns once the condition holds; fails, naming it, when it never does. */
    public static void until(String condition, BooleanSupplier holds) {
        until(() -> condition, holds);
    }

    /** The same with a text that is made when it is needed. */
    public static void until(Supplier<String> condition, BooleanSupplier holds) {
        if (!within(DEADLINE, holds)) {
            throw new AssertionError("not within " + DEADLINE.toSeconds() + " s: " + condition.get());
        }
    }

    /** True once the condition holds, false when it does not for so long: for what is then tried again. */
    public static boolean within(Duration limit, BooleanSupplier holds) {
        long started = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - started > limit.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }
}
