package dev.shmkit.benchmarks.work;

/** An operation done many times in a row, as the C baseline does it. */
@FunctionalInterface
interface Batch {
    void run(int count);
}
