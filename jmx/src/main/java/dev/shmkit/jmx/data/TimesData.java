package dev.shmkit.jmx.data;

import java.beans.ConstructorProperties;

/** A summary of durations as MXBeans carry it; the total is exact, the others have two significant digits. Immutable. */
public final class TimesData {
    private final long count;
    private final long totalNanos;
    private final long p50Nanos;
    private final long p99Nanos;
    private final long p999Nanos;
    private final long maxNanos;

    /**
     * Made by the JMX runtime from composite data.
     *
     * @param count how many were measured
     * @param totalNanos how long they took together, in nanoseconds
     * @param p50Nanos half of them took no longer, in nanoseconds
     * @param p99Nanos 99 of 100 took no longer, in nanoseconds
     * @param p999Nanos 999 of 1000 took no longer, in nanoseconds
     * @param maxNanos the longest, in nanoseconds
     */
    @ConstructorProperties({"count", "totalNanos", "p50Nanos", "p99Nanos", "p999Nanos", "maxNanos"})
    public TimesData(long count, long totalNanos, long p50Nanos, long p99Nanos, long p999Nanos, long maxNanos) {
        this.count = count;
        this.totalNanos = totalNanos;
        this.p50Nanos = p50Nanos;
        this.p99Nanos = p99Nanos;
        this.p999Nanos = p999Nanos;
        this.maxNanos = maxNanos;
    }

    /**
     * Gives one figure.
     *
     * @return how many were measured
     */
    public long getCount() {
        return count;
    }

    /**
     * Gives one figure.
     *
     * @return how long they took together, in nanoseconds
     */
    public long getTotalNanos() {
        return totalNanos;
    }

    /**
     * Gives one figure.
     *
     * @return half of them took no longer, in nanoseconds
     */
    public long getP50Nanos() {
        return p50Nanos;
    }

    /**
     * Gives one figure.
     *
     * @return 99 of 100 took no longer, in nanoseconds
     */
    public long getP99Nanos() {
        return p99Nanos;
    }

    /**
     * Gives one figure.
     *
     * @return 999 of 1000 took no longer, in nanoseconds
     */
    public long getP999Nanos() {
        return p999Nanos;
    }

    /**
     * Gives one figure.
     *
     * @return the longest, in nanoseconds
     */
    public long getMaxNanos() {
        return maxNanos;
    }
}
