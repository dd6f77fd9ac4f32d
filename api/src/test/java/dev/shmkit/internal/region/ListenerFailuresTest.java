package dev.shmkit.internal.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.RegionListener;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListenerFailuresTest {
    private final List<String> logged = new ArrayList<>();
    private final ListenerFailures failures = new ListenerFailures(new Recorder());
    private final RegionListener one = new RegionListener() {};
    private final RegionListener other = new RegionListener() {};

    @Test
    void shouldWarnOfTheFirstFailureOfAKindAndTellTheRestToWhoAsks() {
        for (int lock = 0; lock < 1000; lock++) {
            failures.failed(one, new NoClassDefFoundError("org/example/Histogram"));
        }
        assertThat(logged).hasSize(1000);
        assertThat(logged.get(0))
                .startsWith("WARNING " + one.getClass().getName() + " failed")
                .endsWith("java.lang.NoClassDefFoundError: org/example/Histogram");
        assertThat(logged.subList(1, 1000))
                .containsOnly("DEBUG " + one.getClass().getName()
                        + " failed java.lang.NoClassDefFoundError: org/example/Histogram");
    }

    @Test
    void shouldWarnOfEachKindAndEachListener() {
        failures.failed(one, new IllegalStateException());
        failures.failed(one, new IllegalArgumentException());
        failures.failed(other, new IllegalStateException());
        assertThat(logged).hasSize(3).allMatch(line -> line.startsWith("WARNING"));
    }

    private final class Recorder implements Logger {
        @Override
        public String getName() {
            return "recorder";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
            logged.add(level + " " + message + " " + thrown);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, Object @Nullable ... parameters) {
            logged.add(level + " " + format);
        }
    }
}
