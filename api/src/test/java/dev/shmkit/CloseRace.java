package dev.shmkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** A program of its own, because it must not crash: threads use a region in every way while another closes it. */
final class CloseRace {
    private static final int SIZE = 100_000;
    private static final int THREADS = 14;

    private CloseRace() {}

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[1]);
        for (int i = 0; i < rounds; i++) {
            play(args[0]);
        }
        System.out.println("survived " + rounds);
    }

    private static void play(String key) throws Exception {
        SharedMemory region = SharedMemory.create(key, SIZE);
        region.unlink();
        AtomicInteger working = new AtomicInteger();
        AtomicReference<Throwable> unexpected = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int kind = i;
            Thread thread = new Thread(() -> useUntilClosed(region, kind, working, unexpected));
            thread.start();
            threads.add(thread);
        }
        while (working.get() < THREADS && unexpected.get() == null) {
            Thread.onSpinWait();
        }
        closeOnceUnlocked(region);
        for (Thread thread : threads) {
            thread.join();
        }
        if (unexpected.get() != null) {
            throw new AssertionError("a thread met something else than \"closed\"", unexpected.get());
        }
    }

    private static void closeOnceUnlocked(SharedMemory region) {
        while (region.isOpen()) {
            try {
                region.close();
            } catch (IllegalStateException e) {
                LockSupport.parkNanos(1_000);
            }
        }
    }

    private static void useUntilClosed(
            SharedMemory region, int kind, AtomicInteger working, AtomicReference<Throwable> unexpected) {
        byte[] array = new byte[70_000];
        Longs longs = new Longs(region, 0, 8, SIZE / 8);
        Numbers numbers = new Numbers(region);
        boolean announced = false;
        try {
            for (long i = 0; region.isOpen(); i++) {
                use(region, longs, numbers, kind, 8 * (i % (SIZE / 8)), array);
                if (!announced) {
                    working.incrementAndGet();
                    announced = true;
                }
            }
            use(region, longs, numbers, kind, 0, array);
            unexpected.set(new AssertionError("use of kind " + kind + " after close() is not refused"));
        } catch (IllegalStateException e) {
            if (region.isOpen() || !announced) {
                unexpected.set(e);
            }
        } catch (Throwable e) {
            unexpected.set(e);
        }
    }

    /** With gaps: a region whose lock is held or just being taken refuses to be closed. */
    private static void lockNowAndThen(SharedMemory region, long offset) {
        if (offset % 1024 == 0) {
            region.tryLock().ifPresent(ScopedLock::close);
        } else {
            region.getIntVolatile(offset);
        }
    }

    private static void use(SharedMemory region, Longs longs, Numbers numbers, int kind, long offset, byte[] array) {
        switch (kind) {
            case 0 -> region.getLong(offset);
            case 1 -> region.putLong(offset, offset);
            case 2 -> region.compareAndSetLong(offset, 0, 1);
            case 3 -> region.getAndAddLong(offset, 1);
            case 4 -> region.getBytes(0, array);
            case 5 -> region.putBytes(100, array);
            case 6 -> lockNowAndThen(region, offset);
            case 7 -> longs.get((int) offset / 8);
            case 8 -> longs.set((int) offset / 8, offset);
            case 9 -> numbers.getLong((int) offset);
            case 10 -> numbers.setLong((int) offset, offset);
            case 11 -> numbers.setByte((int) offset, (byte) numbers.getByte((int) offset + 1));
            case 12 -> numbers.setShort((int) offset, (short) numbers.getShort((int) offset + 2));
            default -> region.lockState();
        }
    }
}
