package dev.shmkit;

import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.SelfProcess;
import java.nio.file.Path;

/** A program of its own, because it must not crash: forgets a region whose robust lock it holds, and uses another one. */
final class ForgottenRobustLock {
    private static final int ROUNDS = 20;

    private ForgottenRobustLock() {}

    /** Takes a key to begin those of regions with. */
    public static void main(String[] args) {
        try (SharedMemory other = SharedMemory.create(args[0] + "-other", 64, RegionOption.ROBUST)) {
            other.unlink();
            for (int i = 0; i < ROUNDS; i++) {
                forget(args[0] + "-" + i);
                other.lock().close();
            }
            System.out.println("used the other lock " + ROUNDS + " times");
        }
    }

    @SuppressWarnings("MustBeClosedChecker")
    private static void forget(String key) {
        Path file = lockAndForget(key);
        Eventually.until("the collector closes it", () -> {
            System.gc();
            return SelfProcess.descriptorsBelow(file.getParent()).size() <= 1;
        });
        System.gc();
    }

    private static Path lockAndForget(String key) {
        SharedMemory region = SharedMemory.create(key, 64, RegionOption.ROBUST);
        ScopedLock unused = region.lock();
        region.unlink();
        return region.path();
    }
}
