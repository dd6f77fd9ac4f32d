package dev.shmkit.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.benchmarks.contest.Measurement;
import dev.shmkit.benchmarks.contest.Measurement.Round;
import dev.shmkit.benchmarks.contest.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Row ROW = Row.againstC("create", 2.0, "create", 1);

    @Test
    void shouldShowTheRatiosOfPairedRounds() {
        // The medians' ratio would be 2; the rounds' ratios are 1.5, 2.5 and 4.
        Measurement measurement =
                new Measurement(ROW, List.of(new Round(30, 20), new Round(50, 20), new Round(40, 10)));

        assertThat(Table.markdown(List.of(measurement)).lines().skip(2))
                .containsExactly(
                        "| create    | C       |   2.00 |      1.50 |   2.50 | 4.00 |  NO |     40.00 |       20.00 |      3 |");
    }

    @Test
    void shouldCallATargetMetWhenTheMedianReachesIt() {
        Measurement measurement =
                new Measurement(ROW, List.of(new Round(10, 10), new Round(20, 10), new Round(90, 10)));

        assertThat(measurement.met()).isTrue();
    }

    @Test
    void shouldNotJudgeARowWithoutTarget() {
        Row row = Row.againstC("lock", Row.NO_TARGET, "lock", 1);

        assertThat(Table.markdown(List.of(new Measurement(row, List.of(new Round(9, 1))))))
                .contains("|      – |")
                .doesNotContain("NO")
                .doesNotContain("yes");
    }
}
