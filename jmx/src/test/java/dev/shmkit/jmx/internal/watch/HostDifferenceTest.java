package dev.shmkit.jmx.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostDifferenceTest {
    private static final long TOTAL_BYTES = 100_000;

    /** From where on it is nearly full, and below what it no longer is once it was. */
    @ParameterizedTest
    @CsvSource({"90, 90000, 88000", "8, 8000, 6000", "4, 4000, 3000", "2, 2000, 1500", "1, 1000, 750"})
    void shouldCallASpaceNearlyFullAgainWhateverTheThreshold(int percent, long full, long relieved) {
        assertThat(nearlyFull(full - 1, percent, false)).isFalse();
        assertThat(nearlyFull(full, percent, false)).isTrue();
        assertThat(nearlyFull(relieved, percent, true)).isTrue();
        assertThat(nearlyFull(relieved - 1, percent, true)).isFalse();
    }

    @Test
    void shouldCallNothingFullThatHasNoLimit() {
        assertThat(HostDifference.nearlyFull(0, 0, 1, false)).isFalse();
    }

    private static boolean nearlyFull(long usedBytes, int percent, boolean was) {
        return HostDifference.nearlyFull(usedBytes, TOTAL_BYTES, percent, was);
    }
}
