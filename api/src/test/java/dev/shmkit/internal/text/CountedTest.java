package dev.shmkit.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedTest {
    @ParameterizedTest
    @CsvSource({
        "0, row, 0 rows",
        "1, row, 1 row",
        "2, more row, 2 more rows",
        "1, process, 1 process",
        "2, process, 2 processes",
        "1, directory, 1 directory",
        "2, directory, 2 directories",
        "2, key, 2 keys",
    })
    void shouldGiveTheNounItsPluralUnlessItIsOne(long count, String noun, String text) {
        assertThat(Counted.of(count, noun)).isEqualTo(text);
    }
}
