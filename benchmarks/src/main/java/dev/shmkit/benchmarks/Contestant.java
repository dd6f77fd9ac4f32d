package dev.shmkit.benchmarks;

/** One side of a row, alive from the row's first round to its last. */
interface Contestant extends AutoCloseable {
    /** How many paired rounds this kind of side is worth. */
    int rounds();

    /** Does the operation for some time. */
    void warmUp();

    /** Does one round's operations. */
    double nanosPerOperation();

    @Override
    default void close() {}
}
