package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import elsewhere.ForeignData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class StridedDataTest {
    private static final int STRIDE = 64;
    private static final int COUNT = 16;

    private final SharedMemory region =
            SharedMemory.create(Keys.unique("strided"), STRIDE * COUNT, RegionOption.TEMPORARY);

    @AfterEach
    void close() {
        region.close();
    }

    @Test
    void shouldReadAndWriteAtEqualDistances() {
        Longs longs = new Longs(region, 16, STRIDE, COUNT);
        for (int i = 0; i < COUNT; i++) {
            longs.set(i, 100 + i);
        }
        assertThat(region.getLong(16 + 3 * STRIDE)).isEqualTo(103);
        assertThat(region.getLong(24 + 3 * STRIDE)).isZero();
        assertThat(longs.get(15)).isEqualTo(115).isEqualTo(longs.far(15));
        assertThat(longs.all()).hasSize(COUNT).startsWith(100, 101).endsWith(115);
        assertThat(longs.sum()).isEqualTo(COUNT * 100 + 120);
    }

    @Test
    void shouldReadAndWriteSmallNumbersAtEqualDistances() {
        Bytes bytes = new Bytes(region, 1, STRIDE, COUNT);
        Shorts shorts = new Shorts(region, 2, STRIDE, COUNT);
        bytes.set(3, (byte) -5);
        shorts.set(15, Short.MIN_VALUE);
        assertThat(bytes.get(3)).isEqualTo((byte) -5).isEqualTo(region.getByte(1 + 3 * STRIDE));
        assertThat(shorts.get(15)).isEqualTo(Short.MIN_VALUE).isEqualTo(region.getShort(2 + 15 * STRIDE));
        for (int none : new int[] {-1, COUNT, Integer.MIN_VALUE, 1 << 26}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> bytes.get(none));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> bytes.set(none, (byte) 1));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> shorts.get(none));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> shorts.set(none, (short) 1));
        }
        region.close();
        assertThatIllegalStateException().isThrownBy(() -> bytes.get(0));
        assertThatIllegalStateException().isThrownBy(() -> bytes.set(0, (byte) 1));
        assertThatIllegalStateException().isThrownBy(() -> shorts.get(0));
        assertThatIllegalStateException().isThrownBy(() -> shorts.set(0, (short) 1));
    }

    @Test
    void shouldReachTheLastByteOfTheRegion() {
        Longs longs = new Longs(region, STRIDE - 8, STRIDE, COUNT);
        longs.set(COUNT - 1, 7);
        assertThat(region.getLong(region.size() - 8)).isEqualTo(7);
    }

    /** The last two times 64 are 0 and 64 in 32 bits. */
    @ParameterizedTest
    @ValueSource(ints = {-1, COUNT, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 26, (1 << 26) + 1})
    void shouldRefuseAnIndexThatIsNone(int index) {
        Longs longs = new Longs(region, 0, STRIDE, COUNT);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> longs.get(index))
                .withMessageContaining("there is none at index " + index);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> longs.set(index, 1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> longs.far(index));
        assertThat(region.getBytes(0, new byte[STRIDE * COUNT])).containsOnly(0);
    }

    @Test
    void shouldRefuseValuesOutsideTheRegion() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> new Longs(region, STRIDE - 7, STRIDE, COUNT));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> new Longs(region, 0, STRIDE, Integer.MAX_VALUE));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> new Longs(region, -8, STRIDE, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Longs(region, 0, 7, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Longs(region, 0, 8, -1));
    }

    /** As a field of no rows does that are at the region's end. */
    @Test
    void shouldLetNoValuesBeginBehindTheRegion() {
        Longs none = new Longs(region, STRIDE * COUNT + 8, STRIDE, 0);
        assertThat(none.size()).isZero();
        assertThat(none.all()).isEmpty();
        assertThat(none.sum()).isZero();
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> none.get(0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> none.far(0));
    }

    /** As in packed rows of 12 bytes: a long is 8. */
    @Test
    void shouldTakeDistancesThatAreNoMultiple() {
        Longs longs = new Longs(region, 0, 12, COUNT);
        longs.set(1, -9);
        longs.set(COUNT - 1, 4);
        assertThat(region.getLong(12)).isEqualTo(-9).isEqualTo(longs.get(1));
        assertThat(region.getLong((COUNT - 1) * 12)).isEqualTo(4);
        assertThat(longs.sum()).isEqualTo(-5);
        assertThat(longs.all()).hasSize(COUNT).endsWith(4);
    }

    @Test
    void shouldReachAllNumbersOfAValue() {
        Structs structs = new Structs(region, 3, STRIDE, 40, 2);
        structs.set(1, 31, Long.MIN_VALUE + 1, -7, (short) -30_000, (byte) -3);
        long start = 3 + STRIDE + 31;
        assertThat(region.getLong(start)).isEqualTo(Long.MIN_VALUE + 1).isEqualTo(structs.getLong(1, 31));
        assertThat(region.getInt(start - 4)).isEqualTo(-7).isEqualTo(structs.getInt(1, 27));
        assertThat(region.getShort(start - 6)).isEqualTo((short) -30_000);
        assertThat(structs.getShort(1, 25)).isEqualTo(-30_000);
        assertThat(region.getByte(start - 7)).isEqualTo((byte) -3);
        assertThat(structs.getByte(1, 24)).isEqualTo(-3);
        assertThat(structs.isSet(1, 24)).isTrue();
        assertThat(structs.isSet(1, 23)).isFalse();
        assertThat(structs.getLong(0, 31)).isZero();
    }

    /** The last value's byte may be the region's last. */
    @Test
    void shouldRefuseSumsOfNumbersThatValuesDoNotHold() {
        Structs structs = new Structs(region, STRIDE * COUNT - 7, 7, 7, 1);
        assertThatIllegalStateException().isThrownBy(structs::sum).withMessageContaining("7 bytes each");
    }

    @Test
    void shouldRefuseClassesThatAreNotOfShmkit() {
        assertThatExceptionOfType(IllegalCallerException.class)
                .isThrownBy(() -> new ForeignData(region))
                .withMessageContaining("elsewhere.ForeignData is not shmkit's");
    }

    /** Assertions are on in tests; elsewhere nothing looks at it, and callers make sure. */
    @Test
    void shouldAssertThatANumberIsInsideItsValue() {
        Structs structs = new Structs(region, 0, STRIDE, 40, 2);
        for (int distance : new int[] {-1, 33, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> structs.getLong(0, distance));
        }
    }

    @Test
    void shouldReadWhereNoWordBegins() {
        Longs longs = new Longs(region, 3, 16, COUNT);
        longs.set(2, 9);
        assertThat(region.getLong(3 + 32)).isEqualTo(9);
    }

    @Test
    void shouldRefuseEveryUseAfterClose() {
        Longs longs = new Longs(region, 0, STRIDE, COUNT);
        longs.set(0, 5);
        region.close();
        assertThatIllegalStateException().isThrownBy(() -> longs.get(0)).withMessageContaining("is closed");
        assertThatIllegalStateException().isThrownBy(() -> longs.get(-1));
        assertThatIllegalStateException().isThrownBy(() -> longs.set(0, 1));
        assertThatIllegalStateException().isThrownBy(longs::sum);
        assertThatIllegalStateException().isThrownBy(longs::all);
        assertThatIllegalStateException().isThrownBy(() -> longs.far(0));
        assertThatIllegalStateException().isThrownBy(() -> new Longs(region, 0, STRIDE, COUNT));
    }

    @Test
    void shouldEndAllThatWereMadeHoweverMany() {
        List<Longs> kept = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Longs longs = new Longs(region, 0, STRIDE, COUNT);
            if (i % 10 == 0) {
                kept.add(longs);
            }
        }
        region.close();
        assertThat(kept).allSatisfy(longs -> assertThatIllegalStateException().isThrownBy(() -> longs.get(1)));
    }
}
