package dev.shmkit;

import java.time.Duration;

/** Another process that waits for the numbers 1 to 100, and answers each. */
final class AwaitChild {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private AwaitChild() {}

    public static void main(String[] args) throws InterruptedException {
        try (SharedMemory region = SharedMemory.attach(args[0], PATIENCE)) {
            for (long i = 1; i <= 100; i++) {
                long turn = i;
                region.awaitLong(0, v -> v == turn, PATIENCE);
                region.putLongVolatile(8, turn).signalAll(8);
            }
        }
    }
}
