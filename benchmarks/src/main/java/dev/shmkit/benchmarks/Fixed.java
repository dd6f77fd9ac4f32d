package dev.shmkit.benchmarks;

/** A side that needs no measuring: a number to compare with. */
record Fixed(int rounds, double nanosPerOperation) implements Contestant {
    @Override
    public void warmUp() {}
}
