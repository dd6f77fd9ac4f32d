package dev.shmkit.benchmarks.contest;

/**
 * How long to measure.
 *
 * @param processRounds paired rounds of rows against C
 * @param forkRounds paired rounds of JMH rows, each a JVM of its own
 * @param forkIterations warm-up and as many measured iterations of each fork
 * @param divisor makes batches shorter
 * @param warmUpBatches batches of each side before the first round
 */
public record Effort(int processRounds, int forkRounds, int forkIterations, int divisor, int warmUpBatches) {
    public static final Effort FULL = new Effort(21, 7, 4, 1, 15);
    public static final Effort QUICK = new Effort(7, 3, 2, 4, 20);

    public int scaled(int batchCount) {
        return batchCount / divisor;
    }
}
