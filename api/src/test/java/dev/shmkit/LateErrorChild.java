package dev.shmkit;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A program of its own, because it must not crash: reads a region that another process truncates, and takes the lock of another one
 * right behind, in code that is compiled as one.
 */
final class LateErrorChild {
    private static final int FAR = 500_000;
    private static final int ENOUGH_TO_COMPILE = 300_000;

    /**
     * JDK 17 may raise the error where a method begins, before that can catch anything, or as one returns: then the lock stays, see
     * docs/DESIGN.md.
     */
    static final String TOO_EARLY = "too early";

    private static final Set<String> BEGIN = Set.of("lock", "close", "unlock", "giveBack");
    private static final int ERROR_COMES_AT_ONCE = 21;

    /** What was read: the compiler drops a read that nobody needs. */
    static volatile long seen;

    private LateErrorChild() {}

    /** Takes the key of the region to read and that of the region to lock. */
    public static void main(String[] args) throws Exception {
        try (SharedMemory read = SharedMemory.attach(args[0], Duration.ZERO);
                SharedMemory locked = SharedMemory.attach(args[1], Duration.ZERO)) {
            Throwable met = TruncationChild.settled(() -> meet(read, locked));
            StackTraceElement where = met.getStackTrace()[0];
            System.out.println("met " + met.getClass().getSimpleName() + " in " + where);
            AtomicBoolean taken = new AtomicBoolean();
            Thread other = new Thread(() -> taken.set(takes(locked)));
            other.start();
            other.join();
            if (!taken.get()
                    && Runtime.version().feature() < ERROR_COMES_AT_ONCE
                    && BEGIN.contains(where.getMethodName())) {
                System.out.println(TOO_EARLY);
                // With a region that nobody can close.
                Runtime.getRuntime().halt(0);
            }
            System.out.println("another thread " + (taken.get() ? "gets" : "DOES NOT GET") + " the lock");
            System.out.println("this thread " + (takes(locked) ? "gets" : "DOES NOT GET") + " the lock");
        }
    }

    private static Throwable meet(SharedMemory read, SharedMemory locked) {
        int passed = 0;
        try {
            while (true) {
                readAndLock(read, locked);
                if (++passed == ENOUGH_TO_COMPILE) {
                    System.out.println("ready");
                }
            }
        } catch (InternalError | RegionTruncatedException e) {
            return e;
        }
    }

    @SuppressWarnings("try") // The lock is used by being held.
    private static void readAndLock(SharedMemory read, SharedMemory locked) {
        seen = read.getLong(FAR);
        try (ScopedLock lock = locked.lock()) {
            locked.putLong(0, seen);
        }
    }

    private static boolean takes(SharedMemory region) {
        try {
            return region.tryLock(Duration.ofSeconds(5))
                    .map(LateErrorChild::released)
                    .orElse(false);
        } catch (InternalError e) {
            return takes(region);
        }
    }

    private static boolean released(ScopedLock lock) {
        lock.close();
        return true;
    }
}
