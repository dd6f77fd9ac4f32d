package dev.shmkit.cli.options;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as people write it for an option: {@code 10} or {@code 0.5}, in seconds. */
public final class Seconds implements ITypeConverter<Duration> {
    private static final double LEAST = 0.1;
    private static final double MOST = 3600;

    /** For picocli. */
    Seconds() {}

    @Override
    public Duration convert(String text) {
        try {
            double seconds = Double.parseDouble(text);
            if (seconds >= LEAST && seconds <= MOST) {
                return Duration.ofNanos((long) (seconds * TimeUnit.SECONDS.toNanos(1)));
            }
        } catch (NumberFormatException e) {
            // Said below, as what is no number is as wrong as one that is too large.
        }
        throw new TypeConversionException("give %s to %.0f seconds, not '%s'".formatted(LEAST, MOST, text));
    }
}
