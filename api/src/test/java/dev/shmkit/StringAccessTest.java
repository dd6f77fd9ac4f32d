package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class StringAccessTest {
    private static final int SIZE = 10_000;

    private final SharedMemory region = SharedMemory.create(Keys.unique("string"), SIZE);
    private final SharedMemory other = SharedMemory.attach(region.key(), Duration.ZERO);

    @AfterEach
    void close() {
        region.unlink();
        region.close();
        other.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "hello", "Grüße", "日本語", "🐚 in a shell", "tab\tand\nnewline"})
    void shouldKeepStringsAsUtf8WithANulBehind(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        region.putBytes(0, filled(200, (byte) -1));
        assertThat(region.putString(5, text)).isSameAs(region);
        assertThat(other.getString(5)).isEqualTo(text);
        assertThat(other.getByte(4)).isEqualTo((byte) -1);
        assertThat(other.getBytes(5, new byte[utf8.length])).isEqualTo(utf8);
        assertThat(other.getByte(5 + utf8.length)).isZero();
        assertThat(other.getByte(6 + utf8.length)).isEqualTo((byte) -1);
    }

    @ParameterizedTest
    @ValueSource(ints = {4095, 4096, 4097, 8191, 8192, SIZE - 1})
    void shouldKeepStringsLongerThanAPage(int length) {
        String text = "é".repeat(length / 2) + "x".repeat(length % 2);
        region.putString(0, text);
        assertThat(other.getString(0)).isEqualTo(text);
    }

    @Test
    void shouldReadToTheRegionsEndWhenThereIsNoNul() {
        region.putBytes(0, filled(SIZE, (byte) 'x'));
        assertThat(other.getString(0)).isEqualTo("x".repeat(SIZE));
        assertThat(other.getString(SIZE - 3)).isEqualTo("xxx");
        assertThat(other.getString(SIZE - 1)).isEqualTo("x");
    }

    @Test
    void shouldWriteNothingOfAStringThatDoesNotFitWithItsNul() {
        byte[] before = filled(SIZE, (byte) 'x');
        region.putBytes(0, before);
        assertThat(catchThrowable(() -> region.putString(SIZE - 5, "hello")))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining(region.key())
                .hasMessageContaining("6 bytes at offset " + (SIZE - 5));
        assertThat(catchThrowable(() -> region.putString(0, "é".repeat(SIZE / 2))))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(other.getBytes(0, new byte[SIZE])).isEqualTo(before);
        region.putString(SIZE - 6, "hello");
        assertThat(other.getString(SIZE - 6)).isEqualTo("hello");
    }

    @Test
    void shouldRefuseANulInsideAndWriteNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> region.putString(0, "one\0two"))
                .withMessageContaining(region.key())
                .withMessageContaining("NUL character");
        assertThat(other.getByte(0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ud800b", "\udc00", "ab\ud83d"})
    void shouldRefuseHalfOfASurrogatePairAndWriteNothing(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> region.putString(0, text))
                .withMessageContaining(region.key())
                .withMessageContaining("half of a surrogate pair");
        assertThat(other.getByte(0)).isZero();
    }

    @Test
    void shouldReplaceWhatIsNotUtf8() {
        region.putBytes(0, new byte[] {'a', (byte) 0xff, 'b', 0});
        assertThat(other.getString(0)).isEqualTo("a\ufffdb");
    }

    private static byte[] filled(int length, byte value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, value);
        return bytes;
    }
}
