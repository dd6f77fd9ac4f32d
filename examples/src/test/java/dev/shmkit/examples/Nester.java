package dev.shmkit.examples;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** What {@code peer nest} does, in a JVM and with two threads: locks some of the regions, each time in this order, until told to end. */
final class Nester {
    private static final int THREADS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Nester() {}

    public static void main(String[] args) throws InterruptedException {
        List<SharedMemory> regions = Arrays.stream(args)
                .map(key -> SharedMemory.attach(key, PATIENCE))
                .toList();
        AtomicLong times = new AtomicLong();
        Thread[] threads = new Thread[THREADS];
        System.out.println("nesting " + regions.size());
        for (int i = 0; i < THREADS; i++) {
            threads[i] = new Thread(() -> nestUntilTold(regions, times));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("times " + times);
        regions.forEach(SharedMemory::close);
    }

    private static void nestUntilTold(List<SharedMemory> regions, AtomicLong times) {
        SplittableRandom random = new SplittableRandom();
        while (regions.get(0).getLongVolatile(0) == 0) {
            Deque<ScopedLock> held = new ArrayDeque<>();
            for (SharedMemory region : regions) {
                if (random.nextBoolean()) {
                    held.push(region.lock());
                }
            }
            held.forEach(ScopedLock::close);
            times.incrementAndGet();
        }
    }
}
