package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class BulkCopyTest {
    private static final int SIZE = 200_001;

    private final SharedMemory region = SharedMemory.create(Keys.unique("bulk"), SIZE);
    private final SharedMemory other = SharedMemory.attach(region.key(), Duration.ZERO);

    @AfterEach
    void close() {
        region.unlink();
        region.close();
        other.close();
    }

    static Stream<IntFunction<ByteBuffer>> buffers() {
        return Stream.of(
                ByteBuffer::allocate,
                ByteBuffer::allocateDirect,
                length -> ByteBuffer.allocate(length + 9).slice(9, length));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 4096, 65_535, 65_536, 65_537, SIZE - 1, SIZE})
    void shouldCopyArraysOfEveryLength(int length) {
        byte[] data = random(length);
        int offset = SIZE - length;
        assertThat(region.putBytes(offset, data)).isSameAs(region);
        byte[] into = new byte[length];
        assertThat(other.getBytes(offset, into)).isSameAs(into).isEqualTo(data);
        assertThat(other.getBytes(0, new byte[offset])).as("before it").isEqualTo(new byte[offset]);
    }

    @Test
    void shouldCopyAPartOfAnArrayOnly() {
        byte[] data = random(100);
        region.putBytes(3, data, 10, 20);
        assertThat(other.getBytes(0, new byte[3])).containsOnly(0);
        assertThat(other.getBytes(3, new byte[20])).isEqualTo(Arrays.copyOfRange(data, 10, 30));
        assertThat(other.getBytes(23, new byte[100])).containsOnly(0);

        byte[] into = new byte[100];
        assertThat(other.getBytes(3, into, 50, 20)).isSameAs(into);
        byte[] expected = new byte[100];
        System.arraycopy(data, 10, expected, 50, 20);
        assertThat(into).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void shouldCopyTheRemainingBytesOfABufferAndMoveItsPosition(IntFunction<ByteBuffer> kind) {
        byte[] data = random(SIZE);
        ByteBuffer source = kind.apply(SIZE).put(data).position(11).limit(SIZE - 5);
        assertThat(region.putBytes(7, source)).isSameAs(region);
        assertThat(source.position()).isEqualTo(source.limit()).isEqualTo(SIZE - 5);
        byte[] written = other.getBytes(7, new byte[SIZE - 16]);
        assertThat(written).isEqualTo(Arrays.copyOfRange(data, 11, SIZE - 5));
        assertThat(other.getBytes(SIZE - 9, new byte[9])).containsOnly(0);

        ByteBuffer target = kind.apply(SIZE).position(2).limit(SIZE - 14);
        assertThat(other.getBytes(7, target)).isSameAs(other);
        assertThat(target.position()).isEqualTo(target.limit()).isEqualTo(SIZE - 14);
        byte[] read = new byte[SIZE - 16];
        target.get(2, read);
        assertThat(read).isEqualTo(written);
        assertThat(target.clear().get(0)).isZero();
        assertThat(target.get(SIZE - 14)).isZero();
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void shouldLeaveABufferAsItIsWhenItDoesNotFit(IntFunction<ByteBuffer> kind) {
        ByteBuffer buffer = kind.apply(SIZE).position(3);
        assertThat(catchThrowable(() -> region.putBytes(4, buffer))).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(catchThrowable(() -> region.getBytes(4, buffer))).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(buffer.position()).isEqualTo(3);
        assertThat(other.getBytes(0, new byte[SIZE])).containsOnly(0);
    }

    @Test
    void shouldReadFromAReadOnlyBufferAndRefuseToWriteIntoOne() {
        ByteBuffer readOnly = ByteBuffer.wrap(random(16)).asReadOnlyBuffer();
        assertThat(catchThrowable(() -> region.getBytes(0, readOnly))).isInstanceOf(ReadOnlyBufferException.class);
        assertThat(readOnly.position()).isZero();
        region.putBytes(0, readOnly);
        assertThat(other.getByte(15)).isEqualTo(readOnly.get(15));
    }

    @Test
    void shouldCopyBetweenTwoRegions() {
        byte[] data = random(SIZE);
        region.putBytes(0, data);
        try (SharedMemory copy = SharedMemory.create(Keys.unique("copy"), SIZE)) {
            copy.unlink();
            copy.putBytes(0, region.buffer());
            assertThat(copy.getBytes(0, new byte[SIZE])).isEqualTo(data);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
