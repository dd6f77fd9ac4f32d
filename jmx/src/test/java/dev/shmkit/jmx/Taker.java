package dev.shmkit.jmx;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.VirtualThread;
import java.time.Duration;

/**
 * Another process that takes a region's lock, computes for a moment, gives it back and takes it again, until it is killed. A second
 * argument says to do so in virtual threads.
 */
public final class Taker {
    private static final long TURN_NANOS = 5_000_000;

    private Taker() {}

    public static void main(String[] args) throws InterruptedException {
        try (SharedMemory region = SharedMemory.attach(args[0], Duration.ofSeconds(10))) {
            System.out.println("taking");
            if (args.length > 1) {
                VirtualThread.start(() -> take(region)).join();
            } else {
                take(region);
            }
        }
    }

    @SuppressWarnings("try")
    private static void take(SharedMemory region) {
        while (true) {
            try (ScopedLock lock = region.lock()) {
                long started = System.nanoTime();
                while (System.nanoTime() - started < TURN_NANOS) {
                    Thread.onSpinWait();
                }
            }
        }
    }
}
