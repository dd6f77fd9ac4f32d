package dev.shmkit.benchmarks.contest;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the rounds of a row gave. */
public record Measurement(Row row, List<Round> rounds) {
    /**
     * Both sides in turn: close to each other in time, so that their ratio says more than times on a shared machine.
     *
     * @param shmkitNanos nanoseconds for an operation
     * @param baselineNanos the same for the baseline
     */
    public record Round(double shmkitNanos, double baselineNanos) {
        double ratio() {
            return shmkitNanos / baselineNanos;
        }
    }

    public double leastRatio() {
        return sorted(Round::ratio)[0];
    }

    public double medianRatio() {
        return median(Round::ratio);
    }

    public double greatestRatio() {
        return sorted(Round::ratio)[rounds.size() - 1];
    }

    public double medianShmkitNanos() {
        return median(Round::shmkitNanos);
    }

    public double medianBaselineNanos() {
        return median(Round::baselineNanos);
    }

    public boolean met() {
        return medianRatio() <= row.target();
    }

    private double[] sorted(ToDoubleFunction<Round> value) {
        return rounds.stream().mapToDouble(value).sorted().toArray();
    }

    private double median(ToDoubleFunction<Round> value) {
        double[] sorted = sorted(value);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
