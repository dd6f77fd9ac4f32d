package dev.shmkit.benchmarks;

import dev.shmkit.SharedMemory;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Creating, attaching and removing a region, against the same system calls in C. */
final class RegionRows {
    static final int DATA_BYTES = 4096;

    private static final double TARGET = 2.0;
    private static final int OPERATIONS = 2000;

    private RegionRows() {}

    static List<Row> rows() {
        return List.of(
                Row.againstC("create + unlink + close, 4096 bytes", TARGET, "create", OPERATIONS),
                Row.againstC("attach + close, 4096 bytes", TARGET, "attach", OPERATIONS));
    }

    static Map<String, Batch> batches() {
        return Map.of("create", RegionRows::create, "attach", RegionRows::attach);
    }

    /** A key that no other process uses, and that benchmarks/run knows as one of its run, to remove what is left. */
    static String key(String name) {
        return "/shmkit-benchmark-%s-%s-%d"
                .formatted(
                        System.getenv().getOrDefault("SHMKIT_BENCHMARK_RUN", "0"),
                        name,
                        ProcessHandle.current().pid());
    }

    private static void create(int count) {
        String key = key("create");
        for (int i = 0; i < count; i++) {
            try (SharedMemory region = SharedMemory.create(key, DATA_BYTES)) {
                region.unlink();
            }
        }
    }

    private static void attach(int count) {
        String key = key("attach");
        try (SharedMemory made = SharedMemory.create(key, DATA_BYTES)) {
            for (int i = 0; i < count; i++) {
                SharedMemory.attach(key, Duration.ZERO).close();
            }
            made.unlink();
        }
    }
}
