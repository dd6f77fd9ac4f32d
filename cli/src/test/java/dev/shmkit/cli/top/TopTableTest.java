package dev.shmkit.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopTableTest {
    private static final String LONG_KEY = "/begins-" + "x".repeat(50) + "-ends";
    private static final String HOLDER = "solver[4711] solver";

    private static TopTable table(String... keys) {
        TopTable table = new TopTable();
        for (String key : keys) {
            table.add(key, "4 KiB", "4 KiB", "rw-rw-rw-", "root:root", "12m", "3", "2", "HELD", "9.9s", HOLDER);
        }
        return table;
    }

    @ParameterizedTest
    @CsvSource({"80", "100", "120"})
    void shouldShowWhoHoldsAndWhoWaitsBesideALongKey(int columns) {
        List<String> lines = table(LONG_KEY, "/short").lines(columns);
        assertThat(lines.get(0)).startsWith("KEY ").contains("  SIZE ", "  MAP  WAIT  LOCK  HELD  HOLDER");
        assertThat(lines.get(1))
                .startsWith("/begins-")
                .contains("…", "-ends  4 KiB")
                .endsWith("9.9s  " + HOLDER);
        assertThat(lines.get(2)).startsWith("/short ").endsWith("9.9s  " + HOLDER);
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
    }

    @Test
    void shouldLeaveColumnsOutBeforeKeysCannotBeReadAndNoneOnAWideScreen() {
        assertThat(table("/short").lines(160).get(0)).contains("RES", "MODE", "OWNER", "AGE");
        assertThat(table(LONG_KEY).lines(160).get(1)).startsWith(LONG_KEY + "  4 KiB");
        assertThat(table(LONG_KEY).lines(100).get(0))
                .contains("RES", "MODE", "AGE")
                .doesNotContain("OWNER");
        assertThat(table(LONG_KEY).lines(20).get(0)).doesNotContain("RES", "MODE", "OWNER", "AGE");
    }

    @Test
    void shouldLeaveKeysWholeAndOtherRowsAloneWhereThereIsNoScreen() {
        String longer = "/" + "y".repeat(240);
        List<String> lines = table(longer, "/short").lines();
        assertThat(lines.get(1)).startsWith(longer + "  4 KiB  4 KiB  rw-rw-rw-  root:root");
        assertThat(lines.get(2)).hasSizeLessThan(160).startsWith("/short" + " ".repeat(56) + "4 KiB");
        assertThat(lines.get(0)).startsWith("KEY" + " ".repeat(59) + "SIZE");
    }
}
