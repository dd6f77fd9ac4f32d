package dev.shmkit.benchmarks.work;

import dev.shmkit.SharedMemory;
import java.time.Duration;
import java.util.Map;

/** Creating, attaching and removing a region. */
public final class RegionBatches {
    public static final String CREATE = "create";
    public static final String ATTACH = "attach";

    private RegionBatches() {}

    static Map<String, Batch> batches() {
        return Map.of(CREATE, RegionBatches::create, ATTACH, RegionBatches::attach);
    }

    private static void create(int count) {
        String key = BenchmarkRegions.key("create");
        for (int i = 0; i < count; i++) {
            try (SharedMemory region = SharedMemory.create(key, BenchmarkRegions.DATA_BYTES)) {
                region.unlink();
            }
        }
    }

    private static void attach(int count) {
        String key = BenchmarkRegions.key("attach");
        try (SharedMemory made = SharedMemory.create(key, BenchmarkRegions.DATA_BYTES)) {
            for (int i = 0; i < count; i++) {
                SharedMemory.attach(key, Duration.ZERO).close();
            }
            made.unlink();
        }
    }
}
