package dev.shmkit.benchmarks;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import java.util.List;
import java.util.Map;

/** Taking and releasing a region's lock, against pthread in C. */
final class LockRows {
    private static final int PAIRS = 400_000;

    private LockRows() {}

    static List<Row> rows() {
        return List.of(Row.againstC("lock + unlock, uncontended", Row.NO_TARGET, "lock-uncontended", PAIRS));
    }

    static Map<String, Batch> batches() {
        return Map.of("lock-uncontended", LockRows::uncontended);
    }

    @SuppressWarnings("try") // The lock is held for nothing: that is what is measured.
    private static void uncontended(int count) {
        try (SharedMemory region = SharedMemory.create(RegionRows.key("lock"), RegionRows.DATA_BYTES)) {
            region.unlink();
            for (int i = 0; i < count; i++) {
                try (ScopedLock lock = region.lock()) {}
            }
        }
    }
}
