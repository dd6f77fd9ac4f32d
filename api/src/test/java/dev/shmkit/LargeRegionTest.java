package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shmkit.testing.Keys;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A region that no single buffer can hold. Its memory is reserved, so there is one for all tests, and each cleans up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeRegionTest {
    private static final long GIB = 1L << 30;
    private static final long SIZE = 3 * GIB;

    private final SharedMemory region;
    private final SharedMemory other;

    LargeRegionTest() {
        String key = Keys.unique("large");
        region = SharedMemory.create(key, SIZE, RegionOption.TEMPORARY);
        other = SharedMemory.attach(key, Duration.ZERO);
    }

    @AfterAll
    void close() {
        other.close();
        region.close();
        assertThat(Keys.leftBehind()).isEmpty();
    }

    @Test
    void shouldBeAsLargeAsAskedFor() {
        assertThat(region.size()).isEqualTo(SIZE);
        assertThat(other.size()).isEqualTo(SIZE);
        assertThat(region.path().toFile().length()).isEqualTo(SIZE + 64);
    }

    @Test
    void shouldReachTheLastByteAndNoFurther() {
        region.putByte(SIZE - 1, (byte) 0x5a);
        assertThat(other.getByte(SIZE - 1)).isEqualTo((byte) 0x5a);
        region.putLong(SIZE - 8, 0x1122334455667788L);
        assertThat(other.getLong(SIZE - 8)).isEqualTo(0x1122334455667788L);
        assertThat(other.getAndAddLong(SIZE - 8, 1)).isEqualTo(0x1122334455667788L);
        assertThat(region.getLongVolatile(SIZE - 8)).isEqualTo(0x1122334455667789L);
        assertThat(catchThrowable(() -> region.getLong(SIZE - 7))).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(catchThrowable(() -> region.putByte(SIZE, (byte) 1))).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {GIB, 2 * GIB, Integer.MAX_VALUE, 2 * GIB + 64 - 1})
    void shouldReadAndWriteAcrossTheBorderOfAWindow(long border) {
        for (long offset = border - 9; offset <= border + 1; offset++) {
            long value = 0x0102030405060708L ^ offset;
            region.putLong(offset, value);
            assertThat(other.getLong(offset)).isEqualTo(value);
            assertThat(other.pointer().getLong(offset))
                    .as("through the address")
                    .isEqualTo(value);
            region.putDouble(offset, (double) offset);
            assertThat(other.getDouble(offset)).isEqualTo((double) offset);
            region.putInt(offset, (int) offset);
            assertThat(other.getInt(offset)).isEqualTo((int) offset);
        }
        clear(border - 16, 64);
    }

    @ParameterizedTest
    @ValueSource(longs = {GIB, 2 * GIB, Integer.MAX_VALUE})
    void shouldCopyAcrossTheBorderOfAWindow(long border) {
        int length = 300_000;
        byte[] data = new byte[length];
        new Random(border).nextBytes(data);
        long offset = border - 100_001;
        region.putBytes(offset, data);
        assertThat(other.getBytes(offset, new byte[length])).isEqualTo(data);
        ByteBuffer direct = ByteBuffer.allocateDirect(length);
        other.getBytes(offset, direct);
        assertThat(direct.flip()).isEqualTo(ByteBuffer.wrap(data));
        assertThat(other.buffer(offset, length)).isEqualTo(ByteBuffer.wrap(data));
        assertThat(other.getByte(offset - 1)).isZero();
        assertThat(other.getByte(offset + length)).isZero();
        region.putString(border - 3, "across");
        assertThat(other.getString(border - 3)).isEqualTo("across");
        clear(offset, length);
    }

    @Test
    void shouldKeepTheGibibytesApart() {
        for (long gib = 0; gib < 3; gib++) {
            region.putLong(gib * GIB + 4096, 100 + gib);
        }
        for (long gib = 0; gib < 3; gib++) {
            assertThat(other.getLong(gib * GIB + 4096)).isEqualTo(100 + gib);
            clear(gib * GIB + 4096, 8);
        }
    }

    @Test
    void shouldViewMoreThanAGibibyteInOneBuffer() {
        region.putLong(17, 1).putLong(GIB + 17, 2).putLong(GIB + 100_000_000, 3);
        ByteBuffer view = other.buffer(10, (int) GIB + 200_000_000);
        assertThat(view.getLong(7)).isEqualTo(1);
        assertThat(view.getLong((int) GIB + 7)).isEqualTo(2);
        assertThat(view.getLong((int) GIB + 99_999_990)).isEqualTo(3);
        clear(17, 8);
        clear(GIB + 17, 8);
        clear(GIB + 100_000_000, 8);
    }

    @Test
    void shouldRefuseOneBufferForAllAndGiveBuffersForParts() {
        assertThatIllegalStateException()
                .isThrownBy(region::buffer)
                .withMessageContaining("region \"" + region.key() + "\" has " + SIZE + " bytes")
                .withMessageContaining("use buffer(offset, length)");
        ByteBuffer end = region.buffer(SIZE - 4096, 4096);
        end.putLong(4088, 7);
        assertThat(other.getLong(SIZE - 8)).isEqualTo(7);
        assertThat(region.buffer(SIZE - Integer.MAX_VALUE, Integer.MAX_VALUE).getLong(Integer.MAX_VALUE - 8))
                .isEqualTo(7);
        assertThat(catchThrowable(() -> region.buffer(SIZE - 4095, 4096)))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private void clear(long offset, int length) {
        region.putBytes(offset, new byte[length]);
    }
}
