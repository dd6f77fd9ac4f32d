package dev.shmkit.jmx;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import java.time.Duration;

/** Another process that takes a region's lock, computes for a moment, gives it back and takes it again, until it is killed. */
public final class Taker {
    private static final long TURN_NANOS = 5_000_000;

    private Taker() {}

    @SuppressWarnings("try")
    public static void main(String[] args) {
        try (SharedMemory region = SharedMemory.attach(args[0], Duration.ofSeconds(10))) {
            System.out.println("taking");
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
}
