package dev.shmkit.benchmarks.rows;

import dev.shmkit.benchmarks.contest.Row;
import dev.shmkit.benchmarks.work.AlternativeBatches;
import dev.shmkit.benchmarks.work.LockBatches;
import java.util.ArrayList;
import java.util.List;

/** The same addition under the lock, with what one would reach for without shmkit. */
final class AlternativeRows {
    private static final int ADDITIONS = 100_000;
    private static final int FIRST_JDK_WITH_FFM = 22;

    private AlternativeRows() {}

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.ofJvms(
                "lock() + close(), robust",
                "JNA direct mapping",
                1.1,
                ADDITIONS,
                LockBatches.ROBUST,
                AlternativeBatches.JNA_ROBUST));
        rows.add(against("JNA direct mapping", ADDITIONS, AlternativeBatches.JNA_DIRECT));
        rows.add(against("JNA interface", ADDITIONS, AlternativeBatches.JNA_INTERFACE));
        if (Runtime.version().feature() >= FIRST_JDK_WITH_FFM) {
            rows.add(against("FFM downcalls", ADDITIONS, AlternativeBatches.FFM));
        }
        rows.add(against("FileChannel.lock", ADDITIONS / 10, AlternativeBatches.FILE_CHANNEL));
        return rows;
    }

    private static Row against(String baseline, int additions, String batchName) {
        return Row.ofJvms("lock() + close()", baseline, Row.NO_TARGET, additions, LockBatches.LOCK, batchName);
    }
}
