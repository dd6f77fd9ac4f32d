package dev.shmkit.benchmarks.work;

import dev.shmkit.RegionOption;
import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.dsl.RegionSpec;
import dev.shmkit.dsl.Shm;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/** Taking a region's lock, adding one to a long inside and releasing it. */
public final class LockBatches {
    public static final String LOCK = "lock";
    public static final String WITH_LOCK = "with-lock";
    public static final String KOTLIN = "with-lock-kotlin";
    public static final String TRY = "try-lock";
    public static final String TIMED = "timed-lock";
    public static final String ROBUST = "lock-robust";
    public static final String THREADS = "lock-threads";
    public static final String CONTENDED_BEFORE = "lock-contended-before";

    private static final int CONTENDED_ADDITIONS = 600_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    /** As a program's own loops are: short enough to be compiled as a whole. */
    private static final int LOOP = 1000;

    private static boolean contended;

    private LockBatches() {}

    static Map<String, Batch> batches() {
        return Map.of(
                LOCK, onRegion(LockBatches::add),
                WITH_LOCK, onSession(LockBatches::addWithLock),
                KOTLIN, onSession(KotlinAdditions::add),
                TRY, onRegion(LockBatches::addTrying),
                TIMED, onRegion(LockBatches::addInTime),
                ROBUST, onRegion(LockBatches::add, RegionOption.ROBUST),
                THREADS, LockBatches::addInTwoThreads,
                CONTENDED_BEFORE, onRegion(LockBatches::addContendedBefore));
    }

    /** A batch on a region of its own, whose name is gone at once. */
    static Batch onRegion(ObjIntConsumer<SharedMemory> additions, RegionOption... options) {
        return count -> {
            try (SharedMemory region =
                    SharedMemory.create(BenchmarkRegions.key("lock"), BenchmarkRegions.DATA_BYTES, options)) {
                region.unlink();
                inLoops(region, count, additions);
            }
        };
    }

    private static Batch onSession(ObjIntConsumer<RegionSpec> additions) {
        return count -> {
            RegionSpec spec = Shm.shm(BenchmarkRegions.key("lock")).size(BenchmarkRegions.DATA_BYTES);
            try {
                inLoops(spec, count, additions);
            } finally {
                spec.unlink();
            }
        };
    }

    /** Does additions in loops as they are compiled in programs. */
    public static void addInLoops(SharedMemory region, int count) {
        inLoops(region, count, LockBatches::add);
    }

    private static <T> void inLoops(T target, int count, ObjIntConsumer<T> additions) {
        for (int done = 0; done < count; done += LOOP) {
            additions.accept(target, Math.min(LOOP, count - done));
        }
    }

    @SuppressWarnings("try") // The lock is used by being held.
    static void add(SharedMemory region, int count) {
        for (int i = 0; i < count; i++) {
            try (ScopedLock lock = region.lock()) {
                region.putLong(0, region.getLong(0) + 1);
            }
        }
    }

    private static void addTrying(SharedMemory region, int count) {
        for (int i = 0; i < count; i++) {
            addAndRelease(region, region.tryLock());
        }
    }

    private static void addInTime(SharedMemory region, int count) {
        for (int i = 0; i < count; i++) {
            addAndRelease(region, region.tryLock(TIMEOUT));
        }
    }

    @SuppressWarnings("try")
    private static void addAndRelease(SharedMemory region, Optional<ScopedLock> taken) {
        try (ScopedLock lock = taken.orElseThrow()) {
            region.putLong(0, region.getLong(0) + 1);
        }
    }

    private static void addWithLock(RegionSpec spec, int count) {
        for (int i = 0; i < count; i++) {
            spec.withLock(region -> region.putLong(0, region.getLong(0) + 1));
        }
    }

    /** By compiled code that has seen contention: HotSpot makes it larger, and what it then does not inline allocates. */
    private static void addContendedBefore(SharedMemory region, int count) {
        if (!contended) {
            contended = true;
            addInTwoThreads(CONTENDED_ADDITIONS);
        }
        add(region, count);
    }

    private static void addInTwoThreads(int count) {
        try (SharedMemory region = SharedMemory.create(BenchmarkRegions.key("lock"), BenchmarkRegions.DATA_BYTES)) {
            region.unlink();
            Thread other = new Thread(() -> addInLoops(region, count / 2));
            other.start();
            addInLoops(region, count / 2);
            other.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
