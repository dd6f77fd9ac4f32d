package dev.shmkit.benchmarks.work;

/** The regions that are made for measuring. */
public final class BenchmarkRegions {
    /** How large one is whose size does not matter. */
    public static final int DATA_BYTES = 4096;

    private BenchmarkRegions() {}

    /** A key that no other process uses, and that benchmarks/run knows as one of its run, to remove what is left. */
    public static String key(String name) {
        return "/shmkit-benchmark-%s-%s-%d"
                .formatted(
                        System.getenv().getOrDefault("SHMKIT_BENCHMARK_RUN", "0"),
                        name,
                        ProcessHandle.current().pid());
    }
}
