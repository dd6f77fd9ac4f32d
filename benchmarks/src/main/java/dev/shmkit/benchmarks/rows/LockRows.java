package dev.shmkit.benchmarks.rows;

import dev.shmkit.benchmarks.contest.BatchProcess;
import dev.shmkit.benchmarks.contest.Fixed;
import dev.shmkit.benchmarks.contest.Row;
import dev.shmkit.benchmarks.work.LockBatches;
import java.util.List;

/** Taking a region's lock, adding one to a long inside and releasing it, while nobody else wants the lock. */
final class LockRows {
    static final int ADDITIONS = 1_000_000;

    /** The lock allocates nothing; telling how long it was held does, for one hold in 1024, and so does making the region. */
    private static final double SAMPLING_BYTES = 0.1;

    private static final int ROBUST_ADDITIONS = 50_000;

    /** What the C++ side does. */
    private static final String SCOPED = "lock-scoped";

    private static final String SCOPED_NAME = "C++ scoped lock";

    private LockRows() {}

    static List<Row> rows() {
        return List.of(
                againstScoped("lock() + close()", 1.0, LockBatches.LOCK),
                Row.ofProcesses("lock() + close()", "C", Row.NO_TARGET, ADDITIONS, LockBatches.LOCK, LockBatches.LOCK),
                againstScoped("lock() + close(), contended before", 1.0, LockBatches.CONTENDED_BEFORE),
                againstScoped("withLock from Java", 1.2, LockBatches.WITH_LOCK),
                againstScoped("withLock from Kotlin", 1.2, LockBatches.KOTLIN),
                againstScoped("tryLock()", Row.NO_TARGET, LockBatches.TRY),
                againstScoped("tryLock(Duration)", Row.NO_TARGET, LockBatches.TIMED),
                Row.ofProcesses(
                        "lock() + close(), robust",
                        "C, robust",
                        Row.NO_TARGET,
                        ROBUST_ADDITIONS,
                        LockBatches.ROBUST,
                        LockBatches.ROBUST),
                bytes("lock() + close(), bytes allocated", LockBatches.LOCK),
                bytes("lock() + close(), contended before, bytes allocated", LockBatches.CONTENDED_BEFORE),
                bytes("withLock from Java, bytes allocated", LockBatches.WITH_LOCK),
                bytes("withLock from Kotlin, bytes allocated", LockBatches.KOTLIN));
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
}
