package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(LeavesNothingBehind.class)
class OffsetRefusalTest {
    private static final int SIZE = 68;
    private static final byte[] PATTERN = new byte[SIZE];

    static {
        for (int i = 0; i < SIZE; i++) {
            PATTERN[i] = (byte) (i * 37 + 1);
        }
    }

    private final String key = Keys.unique("bounds");
    private SharedMemory region = SharedMemory.create(key, SIZE);

    @BeforeEach
    void fill() {
        region.putBytes(0, PATTERN);
    }

    @AfterEach
    void close() {
        region.unlink();
        region.close();
    }

    static List<Accessor> accessors() {
        return Accessor.all();
    }

    static Stream<Accessor> atomics() {
        return Accessor.all().stream().filter(Accessor::atomic);
    }

    @Test
    void shouldKnowEveryAccessor() {
        assertThat(accessors()).hasSizeGreaterThanOrEqualTo(35);
        assertThat(atomics()).hasSizeGreaterThanOrEqualTo(12);
    }

    @ParameterizedTest
    @MethodSource("accessors")
    void shouldRefuseEveryOffsetThatIsNotInsideAndChangeNothing(Accessor accessor) {
        int width = accessor.widthBytes();
        LongStream outside = LongStream.concat(
                LongStream.of(
                        -1,
                        -width,
                        -8,
                        -1L << 32,
                        Long.MIN_VALUE,
                        Long.MIN_VALUE + 8,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE - 7,
                        Long.MAX_VALUE - width,
                        1L << 30,
                        1L << 31,
                        1L << 32,
                        (1L << 32) + 8),
                LongStream.rangeClosed(SIZE - width + 1, SIZE + 8));
        outside.forEach(offset -> {
            Throwable thrown = catchThrowable(() -> accessor.call(region, offset));
            assertThat(thrown)
                    .as("at %d", offset)
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("region \"" + key + "\" has " + SIZE + " bytes")
                    .hasMessageContaining("at offset %d %s not inside; use an offset from 0 to "
                            .formatted(offset, accessor.widthBytes() == 1 ? "is" : "are"));
        });
        assertThat(region.getBytes(0, new byte[SIZE])).isEqualTo(PATTERN);
    }

    @ParameterizedTest
    @MethodSource("accessors")
    void shouldReachTheLastBytes(Accessor accessor) throws Throwable {
        int last = SIZE - accessor.widthBytes();
        accessor.call(region, accessor.atomic() ? last - last % accessor.widthBytes() : last);
    }

    @ParameterizedTest
    @MethodSource("accessors")
    void shouldRefuseARegionSmallerThanTheValue(Accessor accessor) {
        if (accessor.widthBytes() == 1) {
            return;
        }
        String smallKey = Keys.unique("small");
        try (SharedMemory small = SharedMemory.create(smallKey, accessor.widthBytes() - 1)) {
            small.unlink();
            assertThat(catchThrowable(() -> accessor.call(small, 0)))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining(smallKey);
        }
    }

    @ParameterizedTest
    @MethodSource("atomics")
    void shouldRefuseMisalignedAtomicsAndChangeNothing(Accessor accessor) {
        int width = accessor.widthBytes();
        for (long offset = 1; offset <= SIZE - width; offset++) {
            if (offset % width != 0) {
                long misaligned = offset;
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> accessor.call(region, misaligned))
                        .withMessageContaining("region \"" + key + "\": offset " + offset)
                        .withMessageContaining("is not a multiple of " + width)
                        .withMessageContaining(
                                "must be aligned to its width, as at offset " + (offset - offset % width));
            }
        }
        assertThat(region.getBytes(0, new byte[SIZE])).isEqualTo(PATTERN);
    }

    @Test
    void shouldRefuseAViewOfNegativeLength() {
        assertThat(catchThrowable(() -> region.buffer(0, -1)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining(key);
        assertThat(catchThrowable(() -> region.buffer(8, Integer.MIN_VALUE)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining(key);
    }

    @Test
    void shouldRefusePartsThatAreNotInsideTheArrayAndChangeNeither() {
        byte[] array = new byte[8];
        for (int[] part :
                new int[][] {{-1, 4}, {0, 9}, {8, 1}, {4, -1}, {Integer.MAX_VALUE, 2}, {2, Integer.MAX_VALUE}}) {
            for (Throwable refusal : List.of(
                    catchThrowable(() -> region.getBytes(0, array, part[0], part[1])),
                    catchThrowable(() -> region.putBytes(0, array, part[0], part[1])))) {
                assertThat(refusal)
                        .isInstanceOf(IndexOutOfBoundsException.class)
                        .hasMessageStartingWith("region \"" + key + "\": the array has 8 bytes: ")
                        .hasMessageContaining("at index " + part[0])
                        .hasMessageContaining(
                                part[1] < 0 ? "; give a length" : part[1] > 8 ? "; it has fewer" : "; use an");
            }
        }
        assertThat(array).containsOnly(0);
        assertThat(region.getBytes(0, new byte[SIZE])).isEqualTo(PATTERN);
    }
}
