package dev.shmkit.benchmarks.contest;

import dev.shmkit.benchmarks.work.Worker;

/**
 * One line of the table: two ways to do the same.
 *
 * @param name what is done
 * @param baselineName what shmkit is compared with
 * @param target the ratio to the baseline that shmkit's median may reach, {@link #NO_TARGET} for a row that only informs
 * @param shmkit starts shmkit's side
 * @param baseline starts the other side
 */
public record Row(String name, String baselineName, double target, Opener shmkit, Opener baseline) {
    public static final double NO_TARGET = Double.POSITIVE_INFINITY;

    /** Starts one side of a row. */
    @FunctionalInterface
    public interface Opener {
        Contestant open(Effort effort);
    }

    /**
     * Compares with C: both sides are processes that do batches when told to.
     *
     * @param batchName the row's name in {@link Worker} and in the C baseline
     * @param batchCount how many operations make a round
     */
    public static Row againstC(String name, double target, String batchName, int batchCount) {
        return ofProcesses(name, "C", target, batchCount, batchName, batchName);
    }

    /** Compares a batch in a JVM with another one in C or C++. */
    public static Row ofProcesses(
            String name, String baselineName, double target, int batchCount, String batchName, String cBatchName) {
        return new Row(
                name,
                baselineName,
                target,
                effort -> BatchProcess.java(batchName, batchCount, effort),
                effort -> BatchProcess.c(cBatchName, batchCount, effort));
    }

    /** Compares two batches, each in a JVM of its own. */
    public static Row ofJvms(
            String name,
            String baselineName,
            double target,
            int batchCount,
            String batchName,
            String baselineBatchName) {
        return new Row(
                name,
                baselineName,
                target,
                effort -> BatchProcess.java(batchName, batchCount, effort),
                effort -> BatchProcess.java(baselineBatchName, batchCount, effort));
    }

    /** Compares two methods of a JMH benchmark class. */
    public static Row inJvm(
            String name,
            String baselineName,
            double target,
            Class<?> benchmarks,
            String method,
            String baselineMethod) {
        return new Row(
                name,
                baselineName,
                target,
                effort -> new JmhFork(benchmarks, method, effort),
                effort -> new JmhFork(benchmarks, baselineMethod, effort));
    }

    public boolean informsOnly() {
        return target == NO_TARGET;
    }
}
