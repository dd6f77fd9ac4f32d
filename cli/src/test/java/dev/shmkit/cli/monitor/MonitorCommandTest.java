package dev.shmkit.cli.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitorCommandTest {
    @ParameterizedTest
    @CsvSource({"15:25:00, 15:25:00", "15:25:02.999, 15:25:02", "00:00, 00:00:00"})
    void shouldTellTheTimeWithItsSecondsAlsoWhenThereAreNone(LocalTime time, String told) {
        assertThat(MonitorCommand.line(time, "dev.shmkit.region.appeared", "region /x has appeared"))
                .isEqualTo(told + "  region.appeared: region /x has appeared");
    }
}
