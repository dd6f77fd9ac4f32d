package dev.shmkit;

import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A program of its own, because it must not crash: threads lock and wait as fast as they can, while the file goes. It begins at
 * once, when nearly all is interpreted.
 */
final class TruncationStorm {
    static final int TRUNCATIONS = 100;
    private static final int THREADS = 3;
    private static final int LONGEST_NANOS = 3_000_000;
    private static final Duration SHORT = Duration.ofMillis(1);

    private TruncationStorm() {}

    /** Takes a key to begin others with, and options of the regions. */
    public static void main(String[] args) throws Exception {
        Random random = new Random();
        for (int i = 0; i < TRUNCATIONS; i++) {
            truncate(args[0] + "-" + i, options(args), random.nextInt(LONGEST_NANOS));
        }
        System.out.println("survived " + TRUNCATIONS + " truncations");
    }

    private static RegionOption[] options(String... args) {
        return Arrays.stream(args).skip(1).map(RegionOption::valueOf).toArray(RegionOption[]::new);
    }

    private static void truncate(String key, RegionOption[] options, long afterNanos) throws Exception {
        try (SharedMemory region = SharedMemory.create(key, Long.BYTES, options)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                threads.add(start(() -> countUntilTruncated(region)));
            }
            long started = System.nanoTime();
            while (System.nanoTime() - started < afterNanos) {
                Thread.onSpinWait();
            }
            try (FileChannel file = FileChannel.open(region.path(), StandardOpenOption.WRITE)) {
                file.truncate(0);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } finally {
            SharedMemory.unlink(key);
        }
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    private static void countUntilTruncated(SharedMemory region) {
        try {
            while (region.isOpen()) {
                countOnce(region);
            }
        } catch (RegionTruncatedException | InternalError e) {
            // As it should be: the error comes late at times, see TruncationTest.
        }
    }

    private static void countOnce(SharedMemory region) {
        region.tryLock(SHORT).ifPresent(lock -> {
            try (lock) {
                region.putLong(0, region.getLong(0) + 1);
            }
        });
    }
}
