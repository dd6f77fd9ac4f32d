package dev.shmkit.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    @ParameterizedTest
    @CsvSource({"process, proces", "hint, hnit", "run, rum", "--json, --jsno", "done, DONE", "completed, compelted"})
    void shouldKnowANameWithASlip(String name, String word) {
        assertThat(Spelling.near(name, word)).isTrue();
        assertThat(Spelling.near(word, name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"f, a", "s, us", "jconsole, nonsense", "top, rm"})
    void shouldTakeAnotherWordForNone(String name, String word) {
        assertThat(Spelling.near(name, word)).isFalse();
    }
}
