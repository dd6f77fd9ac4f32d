package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class NumberDataTest {
    private static final int SIZE = 100;

    private final SharedMemory region = SharedMemory.create(Keys.unique("numbers"), SIZE, RegionOption.TEMPORARY);

    @AfterEach
    void close() {
        region.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 16})
    void shouldShareNumbersWithTheRegion(long offset) {
        Numbers numbers = new Numbers(region, offset);
        numbers.setByte(0, (byte) -3);
        numbers.setByte(1, (byte) 100);
        numbers.setShort(2, (short) -30_000);
        numbers.setInt(4, -7);
        numbers.setLong(8, Long.MIN_VALUE + 1);
        numbers.setFloat(16, 1.5f);
        numbers.setDouble(24, -2.25);
        assertThat(numbers.getByte(0)).isEqualTo(-3).isEqualTo(region.getByte(offset));
        assertThat(numbers.getByte(1)).isEqualTo(100).isEqualTo(region.getByte(offset + 1));
        assertThat(numbers.getShort(2)).isEqualTo(-30_000).isEqualTo(region.getShort(offset + 2));
        assertThat(numbers.getInt(4)).isEqualTo(-7).isEqualTo(region.getInt(offset + 4));
        assertThat(numbers.getLong(8)).isEqualTo(Long.MIN_VALUE + 1).isEqualTo(region.getLong(offset + 8));
        assertThat(numbers.getFloat(16)).isEqualTo(1.5f).isEqualTo(region.getFloat(offset + 16));
        assertThat(numbers.getDouble(24)).isEqualTo(-2.25).isEqualTo(region.getDouble(offset + 24));
    }

    /** Of the last bytes no long can be read, and of a negative distance nothing. */
    @ParameterizedTest
    @ValueSource(ints = {96, 104, 1 << 30, -8, Integer.MIN_VALUE})
    void shouldRefuseWhatIsOutside(int distance) {
        Numbers numbers = new Numbers(region, 0);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> numbers.getLong(distance));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> numbers.setLong(distance, 1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> numbers.getDouble(distance));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> numbers.setDouble(distance, 1));
        assertThat(region.getBytes(0, new byte[SIZE])).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {SIZE, 1 << 30, -2, Integer.MIN_VALUE})
    void shouldRefuseWhatIsOutsideAlsoWhenItIsSmall(int distance) {
        Numbers numbers = new Numbers(region, 0);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> numbers.getByte(distance));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> numbers.setByte(distance, (byte) 1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> numbers.getShort(distance));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> numbers.setShort(distance, (short) 1));
        assertThat(region.getBytes(0, new byte[SIZE])).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({"-1, 8", "101, 0", "96, 8", "0, 101", "0, -1", "-9223372036854775808, 0", "1, 9223372036854775807"})
    void shouldRefuseARangeThatIsNotInsideTheRegion(long offset, long lengthBytes) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> new Numbers(region, offset, lengthBytes));
    }

    @Test
    void shouldEndWithItsRange() {
        Numbers numbers = new Numbers(region, 8, 16);
        numbers.setLong(8, 5);
        assertThat(region.getLong(16)).isEqualTo(5);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> numbers.setLong(16, 5));
        assertThat(region.getLong(24)).isZero();
    }

    @Test
    void shouldRefuseEveryUseAfterClose() {
        Numbers before = new Numbers(region, 0);
        Numbers aside = new Numbers(region, 8);
        region.close();
        for (Numbers numbers : new Numbers[] {before, aside, new Numbers(region, 0), new Numbers(region, 8)}) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> numbers.getInt(0))
                    .withMessageContaining("is closed");
            assertThatIllegalStateException().isThrownBy(() -> numbers.setInt(0, 1));
            assertThatIllegalStateException().isThrownBy(() -> numbers.getByte(0));
            assertThatIllegalStateException().isThrownBy(() -> numbers.setByte(0, (byte) 1));
            assertThatIllegalStateException().isThrownBy(() -> numbers.getShort(0));
            assertThatIllegalStateException().isThrownBy(() -> numbers.setShort(0, (short) 1));
            assertThatIllegalStateException().isThrownBy(() -> numbers.getLong(0));
            assertThatIllegalStateException().isThrownBy(() -> numbers.setLong(0, 1));
            assertThatIllegalStateException().isThrownBy(() -> numbers.getFloat(0));
            assertThatIllegalStateException().isThrownBy(() -> numbers.setFloat(0, 1));
            assertThatIllegalStateException().isThrownBy(() -> numbers.getDouble(0));
            assertThatIllegalStateException().isThrownBy(() -> numbers.setDouble(0, 1));
        }
    }
}
