package dev.shmkit.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {
    @ParameterizedTest
    @CsvSource({
        "plain, 5",
        "Grüße, 5",
        "日本語, 6",
        "한국, 4",
        "ｗ, 2",
        "🐚, 2",
        "e\u0301, 1",
        "٣, 1",
        "−…, 2",
        "✅⚡🟢, 6",
        "🪐✓, 3"
    })
    void shouldKnowHowManyColumnsATerminalNeeds(String text, int columns) {
        assertThat(Printable.columns(text)).isEqualTo(columns);
    }

    @Test
    void shouldShortenByColumnsAndNeverCutALetterInTwo() {
        String wide = "日".repeat(60);
        assertThat(Printable.shortened(wide, 20))
                .isEqualTo("日日日日日…日日日日")
                .matches(text -> Printable.columns(text) <= 20);
        assertThat(Printable.shortened("🐚".repeat(9), 8)).isEqualTo("🐚🐚…🐚");
        assertThat(Printable.shortened("short", 5)).isEqualTo("short");
        assertThat(Printable.shortened("longer", 5)).isEqualTo("lo…er");
    }

    @Test
    void shouldAlignColumnsBesideWideLetters() {
        TextTable table = new TextTable("KEY", "SIZE");
        table.add("/日本", "64 B");
        table.add("/plain", "8 B");
        assertThat(table.toString().lines()).containsExactly("KEY     SIZE", "/日本   64 B", "/plain  8 B");
    }
}
