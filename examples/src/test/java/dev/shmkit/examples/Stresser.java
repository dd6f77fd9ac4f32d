package dev.shmkit.examples;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A process with two threads that take the lock in every way, at random, until the number at {@link #STOP} is not 0. */
final class Stresser {
    static final long COUNT = 0;
    static final long DOUBLED = 8;
    static final long INSIDE = 16;
    static final long STOP = 24;
    private static final int WAYS = 4;
    private static final long LONGEST_WAIT_NANOS = 200_000;

    private Stresser() {}

    public static void main(String[] args) throws InterruptedException {
        try (SharedMemory region = SharedMemory.attach(args[0], Duration.ofSeconds(10))) {
            Thread[] threads = new Thread[2];
            long[] times = new long[2];
            for (int i = 0; i < threads.length; i++) {
                int index = i;
                threads[i] = new Thread(() -> times[index] = stress(region));
                threads[i].start();
            }
            System.out.println("stressing 2");
            while (region.getLongVolatile(STOP) == 0) {
                threads[ThreadLocalRandom.current().nextInt(2)].interrupt();
                Thread.sleep(0, 100_000);
            }
            threads[0].join();
            threads[1].join();
            System.out.println("times " + (times[0] + times[1]));
        }
    }

    private static long stress(SharedMemory region) {
        long times = 0;
        while (region.getLongVolatile(STOP) == 0) {
            Optional<ScopedLock> lock = take(region);
            if (lock.isPresent()) {
                try {
                    change(region);
                    times++;
                } finally {
                    lock.get().close();
                }
            }
        }
        return times;
    }

    private static Optional<ScopedLock> take(SharedMemory region) {
        try {
            return switch (ThreadLocalRandom.current().nextInt(WAYS)) {
                case 0 -> region.tryLock();
                case 1 ->
                    region.tryLock(Duration.ofNanos(ThreadLocalRandom.current().nextLong(LONGEST_WAIT_NANOS)));
                case 2 -> Optional.of(region.lockInterruptibly());
                default -> Optional.of(region.lock());
            };
        } catch (InterruptedException e) {
            return Optional.empty();
        }
    }

    /** Plain accesses: whatever overlaps with them tears the numbers apart. */
    private static void change(SharedMemory region) {
        long count = region.getLong(COUNT);
        if (region.getLong(DOUBLED) != 2 * count || region.getLong(INSIDE) != 0) {
            System.out.println("overlap at " + count);
            System.exit(1);
        }
        region.putLong(INSIDE, 1);
        region.putLong(COUNT, count + 1);
        region.putLong(DOUBLED, 2 * (count + 1));
        region.putLong(INSIDE, 0);
    }
}
