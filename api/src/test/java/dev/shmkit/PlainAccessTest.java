package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class PlainAccessTest {
    private static final int SIZE = 72;

    private final SharedMemory region = SharedMemory.create(Keys.unique("plain"), SIZE);
    /** The same memory through a second mapping, as another process would see it. */
    private final SharedMemory other = SharedMemory.attach(region.key(), Duration.ZERO);

    @AfterEach
    void close() {
        region.unlink();
        region.close();
        other.close();
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 1, -1, Byte.MIN_VALUE, Byte.MAX_VALUE})
    void shouldKeepBytes(byte value) {
        for (int offset : new int[] {0, 1, SIZE - 1}) {
            assertThat(region.putByte(offset, value)).isSameAs(region);
            assertThat(other.getByte(offset)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(shorts = {0, 1, -1, 0x1234, Short.MIN_VALUE, Short.MAX_VALUE})
    void shouldKeepShortsAtEveryAlignment(short value) {
        for (int offset : new int[] {0, 1, 2, 3, SIZE - 2}) {
            assertThat(region.putShort(offset, value)).isSameAs(region);
            assertThat(other.getShort(offset)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {0, 'a', 'ß', '\ud83d', '\uffff'})
    void shouldKeepCharsAtEveryAlignment(char value) {
        for (int offset : new int[] {0, 1, 2, 3, SIZE - 2}) {
            assertThat(region.putChar(offset, value)).isSameAs(region);
            assertThat(other.getChar(offset)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 0x12345678, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void shouldKeepIntsAtEveryAlignment(int value) {
        for (int offset : new int[] {0, 1, 2, 3, 4, SIZE - 4}) {
            assertThat(region.putInt(offset, value)).isSameAs(region);
            assertThat(other.getInt(offset)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 0x123456789abcdef0L, Long.MIN_VALUE, Long.MAX_VALUE})
    void shouldKeepLongsAtEveryAlignment(long value) {
        for (int offset : new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, SIZE - 8}) {
            assertThat(region.putLong(offset, value)).isSameAs(region);
            assertThat(other.getLong(offset)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0f, -0f, 1.5f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY, Float.NaN})
    void shouldKeepFloatsBitForBitAtEveryAlignment(float value) {
        for (int offset : new int[] {0, 1, 2, 3, SIZE - 4}) {
            assertThat(region.putFloat(offset, value)).isSameAs(region);
            assertThat(Float.floatToRawIntBits(other.getFloat(offset))).isEqualTo(Float.floatToRawIntBits(value));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0d, -0d, 1.5, Double.MIN_VALUE, Double.MAX_VALUE, Double.NEGATIVE_INFINITY, Double.NaN})
    void shouldKeepDoublesBitForBitAtEveryAlignment(double value) {
        for (int offset : new int[] {0, 1, 2, 3, 4, 5, 6, 7, SIZE - 8}) {
            assertThat(region.putDouble(offset, value)).isSameAs(region);
            assertThat(Double.doubleToRawLongBits(other.getDouble(offset)))
                    .isEqualTo(Double.doubleToRawLongBits(value));
        }
    }

    @Test
    void shouldTouchNoNeighbour() {
        region.putBytes(0, ones());
        region.putLong(8, 0).putInt(20, 0).putShort(26, (short) 0).putByte(30, (byte) 0);
        byte[] expected = ones();
        for (int[] zeros : new int[][] {{8, 8}, {20, 4}, {26, 2}, {30, 1}}) {
            java.util.Arrays.fill(expected, zeros[0], zeros[0] + zeros[1], (byte) 0);
        }
        assertThat(other.getBytes(0, new byte[SIZE])).isEqualTo(expected);
    }

    private static byte[] ones() {
        byte[] ones = new byte[SIZE];
        java.util.Arrays.fill(ones, (byte) -1);
        return ones;
    }

    @Test
    void shouldWriteInTheMachinesByteOrderBehindA64ByteHeader() throws Exception {
        region.putLong(0, 0x0102030405060708L)
                .putInt(8, 0x090a0b0c)
                .putShort(12, (short) 0x0d0e)
                .putChar(14, (char) 0x0f10)
                .putFloat(16, 1.5f)
                .putDouble(24, -2.5);
        ByteBuffer expected = ByteBuffer.allocate(32)
                .order(ByteOrder.nativeOrder())
                .putLong(0x0102030405060708L)
                .putInt(0x090a0b0c)
                .putShort((short) 0x0d0e)
                .putChar((char) 0x0f10)
                .putFloat(1.5f)
                .putInt(0)
                .putDouble(-2.5);
        byte[] file = Files.readAllBytes(region.path());
        assertThat(java.util.Arrays.copyOfRange(file, 64, 64 + 32)).isEqualTo(expected.array());
    }

    @Test
    void shouldBeginWithZeros() {
        assertThat(region.getBytes(0, new byte[SIZE])).containsOnly(0);
    }

    @Test
    void shouldShowTheSameBytesThroughPointerBufferAndAccessors() {
        region.pointer().setLong(8, 0x1122334455667788L);
        assertThat(other.getLong(8)).isEqualTo(0x1122334455667788L);
        ByteBuffer whole = other.buffer();
        assertThat(whole.order()).isEqualTo(ByteOrder.nativeOrder());
        assertThat(whole.isDirect()).isTrue();
        assertThat(whole.capacity()).isEqualTo(SIZE);
        assertThat(whole.getLong(8)).isEqualTo(0x1122334455667788L);
        ByteBuffer part = region.buffer(8, 8);
        assertThat(part.order()).isEqualTo(ByteOrder.nativeOrder());
        assertThat(part.remaining()).isEqualTo(8);
        part.putLong(42);
        assertThat(other.pointer().getLong(8)).isEqualTo(42);
        assertThat(region.buffer(SIZE, 0).hasRemaining()).isFalse();
    }

    @Test
    void shouldGiveEachBufferAPositionOfItsOwn() {
        ByteBuffer first = region.buffer();
        first.position(8);
        assertThat(region.buffer().position()).isZero();
        region.putBytes(0, new byte[SIZE]);
        assertThat(first.position()).isEqualTo(8);
    }
}
