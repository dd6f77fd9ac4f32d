package dev.shmkit.benchmarks.contest;

/** One side of a row. */
public interface Contestant extends AutoCloseable {
    /** How many paired rounds this kind of side is worth. */
    int rounds();

    /** How often both sides begin anew, each time for its share of the rounds. */
    default int lives() {
        return 1;
    }

    /** Does the operation for some time. */
    void warmUp();

    /** Does one round's operations. */
    double nanosPerOperation();

    @Override
    default void close() {}
}
