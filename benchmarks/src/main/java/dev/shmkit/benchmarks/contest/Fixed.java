package dev.shmkit.benchmarks.contest;

/** A side that needs no measuring: a number to compare with. */
public record Fixed(int rounds, double nanosPerOperation) implements Contestant {
    @Override
    public void warmUp() {}
}
