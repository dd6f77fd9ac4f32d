package dev.shmkit.jmx;

import dev.shmkit.jmx.data.TimesData;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/** Durations as they come in, kept as a histogram with two significant digits. Takes no memory before the first. */
final class Times {
    private static final int SIGNIFICANT_DIGITS = 2;

    private final LongAdder totalNanos = new LongAdder();
    private volatile @Nullable ConcurrentHistogram nanos;

    void record(long durationNanos) {
        @Nullable ConcurrentHistogram known = nanos;
        long nanosAtLeastZero = Math.max(0, durationNanos);
        totalNanos.add(nanosAtLeastZero);
        (known == null ? histogram() : known).recordValue(nanosAtLeastZero);
    }

    private synchronized ConcurrentHistogram histogram() {
        @Nullable ConcurrentHistogram known = nanos;
        if (known == null) {
            known = new ConcurrentHistogram(SIGNIFICANT_DIGITS);
            known.setAutoResize(true);
            nanos = known;
        }
        return known;
    }

    TimesData data() {
        @Nullable ConcurrentHistogram known = nanos;
        if (known == null) {
            return new TimesData(0, 0, 0, 0, 0, 0);
        }
        return new TimesData(
                known.getTotalCount(),
                totalNanos.sum(),
                known.getValueAtPercentile(50),
                known.getValueAtPercentile(99),
                known.getValueAtPercentile(99.9),
                known.getMaxValue());
    }
}
