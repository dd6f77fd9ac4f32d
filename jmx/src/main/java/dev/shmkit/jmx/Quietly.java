package dev.shmkit.jmx;

import java.util.function.Supplier;

/** Openings that last for one operation of a bean: nobody is told of them, and no bean is made for them. */
final class Quietly {
    private static final ThreadLocal<Boolean> QUIET = ThreadLocal.withInitial(() -> false);

    private Quietly() {}

    /** Does something with regions that this thread opens and closes meanwhile. */
    static <T> T run(Supplier<T> operation) {
        QUIET.set(true);
        try {
            return operation.get();
        } finally {
            QUIET.remove();
        }
    }

    static boolean here() {
        return QUIET.get();
    }
}
