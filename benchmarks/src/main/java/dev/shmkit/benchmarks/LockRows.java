package dev.shmkit.benchmarks;

import dev.shmkit.RegionOption;
import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.dsl.RegionSpec;
import dev.shmkit.dsl.Shm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/** Taking a region's lock, adding one to a long inside and releasing it, while nobody else wants the lock. */
final class LockRows {
    static final String LOCK = "lock";
    static final int ADDITIONS = 1_000_000;

    /** The lock allocates nothing; telling how long it was held does, for one hold in 1024, and so does making the region. */
    private static final double SAMPLING_BYTES = 0.1;

    private static final int ROBUST_ADDITIONS = 50_000;

    private static final String SCOPED = "lock-scoped";
    private static final String SCOPED_NAME = "C++ scoped lock";
    private static final String WITH_LOCK = "with-lock";
    private static final String KOTLIN = "with-lock-kotlin";
    private static final String TRY = "try-lock";
    private static final String TIMED = "timed-lock";
    private static final String ROBUST = "lock-robust";
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    /** As a program's own loops are: short enough to be compiled as a whole. */
    private static final int LOOP = 1000;

    private LockRows() {}

    static List<Row> rows() {
        return List.of(
                againstScoped("lock() + close()", 1.0, LOCK),
                Row.ofProcesses("lock() + close()", "C", Row.NO_TARGET, ADDITIONS, LOCK, LOCK),
                againstScoped("withLock from Java", 1.2, WITH_LOCK),
                againstScoped("withLock from Kotlin", 1.2, KOTLIN),
                againstScoped("tryLock()", Row.NO_TARGET, TRY),
                againstScoped("tryLock(Duration)", Row.NO_TARGET, TIMED),
                Row.ofProcesses(
                        "lock() + close(), robust", "C, robust", Row.NO_TARGET, ROBUST_ADDITIONS, ROBUST, ROBUST),
                bytes("lock() + close(), bytes allocated", LOCK),
                bytes("withLock from Java, bytes allocated", WITH_LOCK));
    }

    private static Row againstScoped(String name, double target, String batchName) {
        return Row.ofProcesses(name, SCOPED_NAME, target, ADDITIONS, batchName, SCOPED);
    }

    private static Row bytes(String name, String batchName) {
        return new Row(
                name,
                "1",
                SAMPLING_BYTES,
                effort -> BatchProcess.bytes(batchName, ADDITIONS, effort),
                effort -> new Fixed(effort.processRounds(), 1));
    }

    static Map<String, Batch> batches() {
        return Map.of(
                LOCK, onRegion(LockRows::add),
                WITH_LOCK, onSession(LockRows::addWithLock),
                KOTLIN, onSession(KotlinAdditions::add),
                TRY, onRegion(LockRows::addTrying),
                TIMED, onRegion(LockRows::addInTime),
                ROBUST, onRegion(LockRows::add, RegionOption.ROBUST));
    }

    /** A batch on a region of its own, whose name is gone at once. */
    static Batch onRegion(ObjIntConsumer<SharedMemory> additions, RegionOption... options) {
        return count -> {
            try (SharedMemory region = SharedMemory.create(RegionRows.key("lock"), RegionRows.DATA_BYTES, options)) {
                region.unlink();
                inLoops(region, count, additions);
            }
        };
    }

    private static Batch onSession(ObjIntConsumer<RegionSpec> additions) {
        return count -> {
            RegionSpec spec = Shm.shm(RegionRows.key("lock")).size(RegionRows.DATA_BYTES);
            try {
                inLoops(spec, count, additions);
            } finally {
                spec.unlink();
            }
        };
    }

    static void addInLoops(SharedMemory region, int count) {
        inLoops(region, count, LockRows::add);
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
}
