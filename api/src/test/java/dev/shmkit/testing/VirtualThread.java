package dev.shmkit.testing;

import org.junit.jupiter.api.Assumptions;

/** Virtual threads, which came with JDK 21 and a compiler for 17 does not know. */
public final class VirtualThread {
    private VirtualThread() {}

    /** Skips the test on older JDKs, and where every lock goes through pthread: virtual threads are refused there. */
    public static void assumeSupported() {
        Assumptions.assumeTrue(Runtime.version().feature() >= 21, "this JDK has no virtual threads");
        Assumptions.assumeFalse(System.getProperty("shmkit.lock", "auto").equals("pthread"), "locks by pthread");
    }

    /** Starts a task on one. */
    public static Thread start(Runnable task) {
        try {
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no virtual threads", e);
        }
    }
}
