package dev.shmkit.dsl.layout;

import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.dsl.layout.internal.FieldType;
import dev.shmkit.dsl.layout.internal.Place;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Handles that are none of a row's, in every way that rows read and write. */
@ExtendWith(LeavesNothingBehind.class)
class ForeignHandleTest {
    private final SharedMemory region = SharedMemory.create(Keys.unique("foreign"), 4096, RegionOption.TEMPORARY);

    @AfterEach
    void close() {
        region.close();
    }

    private static FluentLayout all() {
        return layout("all")
                .bits("inShort", 5, Scalar.UINT16)
                .bits("inShortSigned", 5, Scalar.INT16)
                .padding(2)
                .bits("inInt", 13, Scalar.UINT32)
                .bits("acrossShorts", 13, Scalar.INT32)
                .bits("inLong", 29, Scalar.UINT64)
                .bits("acrossInts", 29, Scalar.INT64)
                .int8("int8")
                .uint8("uint8")
                .int16("int16")
                .uint16("uint16")
                .int32("int32")
                .uint32("uint32")
                .int64("int64")
                .float32("float")
                .float64("double")
                .bool("bool")
                .int16("int16s", 2)
                .uint8("uint8s", 2)
                .int32("int32s", 2)
                .uint32("uint32s", 2)
                .int64("int64s", 2)
                .float32("floats", 2)
                .float64("doubles", 2)
                .bool("bools", 2);
    }

    @Test
    void shouldRefuseTheHandlesOfALayoutThatLooksTheSame() {
        FluentLayout own = all();
        FluentLayout other = all();
        Row row = table(region, own).row(1);
        for (Field field : other.fields()) {
            for (ThrowingCallable access : field.isArray() ? ofElement(row, field) : ofOne(row, field)) {
                assertThatIllegalArgumentException()
                        .as(field.name())
                        .isThrownBy(access)
                        .withMessageContaining("another one named");
            }
        }
        assertThat(region.getBytes(0, new byte[4096])).containsOnly(0);
    }

    private static List<ThrowingCallable> ofOne(Row row, Field field) {
        if (field instanceof IntField ints) {
            return List.of(() -> row.get(ints), () -> row.set(ints, 1));
        }
        if (field instanceof LongField longs) {
            return List.of(() -> row.get(longs), () -> row.set(longs, 1));
        }
        if (field instanceof FloatField floats) {
            return List.of(() -> row.get(floats), () -> row.set(floats, 1));
        }
        if (field instanceof DoubleField doubles) {
            return List.of(() -> row.get(doubles), () -> row.set(doubles, 1));
        }
        BooleanField booleans = (BooleanField) field;
        return List.of(() -> row.get(booleans), () -> row.set(booleans, true));
    }

    private static List<ThrowingCallable> ofElement(Row row, Field field) {
        if (field instanceof IntField ints) {
            return List.of(() -> row.get(ints, 1), () -> row.set(ints, 1, 1));
        }
        if (field instanceof LongField longs) {
            return List.of(() -> row.get(longs, 1), () -> row.set(longs, 1, 1));
        }
        if (field instanceof FloatField floats) {
            return List.of(() -> row.get(floats, 1), () -> row.set(floats, 1, 1));
        }
        if (field instanceof DoubleField doubles) {
            return List.of(() -> row.get(doubles, 1), () -> row.set(doubles, 1, 1));
        }
        BooleanField booleans = (BooleanField) field;
        return List.of(() -> row.get(booleans, 1), () -> row.set(booleans, 1, true));
    }

    /** Java sees the constructors, which are internal in Kotlin. */
    @Test
    void shouldMakeNoHandleThatIsNotInsideItsLayout() {
        FluentLayout own = all();
        int size = own.sizeBytes();
        FieldType.Plain wide = new FieldType.Plain(Scalar.INT64, false);
        FieldType.Bits bits = new FieldType.Bits(Scalar.UINT32, 3, false);
        for (ThrowingCallable making : List.<ThrowingCallable>of(
                () -> new LongNumberField(new Place(own, "x", 1 << 29, 0, Place.NO_ARRAY), wide),
                () -> new LongNumberField(new Place(own, "x", size - 7, 0, Place.NO_ARRAY), wide),
                () -> new LongNumberField(new Place(own, "x", 0, 0, size / 8 + 1), wide),
                () -> new LongNumberField(new Place(own, "x", 0, 0, Integer.MAX_VALUE), wide),
                () -> new BitField(new Place(own, "x", size, 0, Place.NO_ARRAY), bits),
                () -> new StructField(new Place(own, "x", 8, 0, Place.NO_ARRAY), new FieldType.Nested(all())))) {
            assertThatIllegalArgumentException().isThrownBy(making).withMessageContaining("is not inside it");
        }
        assertThat(new LongNumberField(new Place(own, "x", size - 8, 0, Place.NO_ARRAY), wide).offset())
                .isEqualTo(size - 8);
        assertThatIllegalArgumentException().isThrownBy(() -> new FieldType.Text(-7992));
        assertThatIllegalArgumentException().isThrownBy(() -> new FieldType.Bits(Scalar.UINT8, 9, false));
    }

    @Test
    void shouldMakeNoPlaceThatNoFieldCanHave() {
        FluentLayout own = all();
        for (ThrowingCallable making : List.<ThrowingCallable>of(
                () -> new Place(own, "x", -8, 0, Place.NO_ARRAY),
                () -> new Place(own, "x", own.sizeBytes() + 90, -800, Place.NO_ARRAY),
                () -> new Place(own, "x", 0, Integer.MAX_VALUE, Place.NO_ARRAY),
                () -> new Place(own, "x", 1 << 20, 0, -1_000_000),
                () -> new Place(own, "x", 0, 0, 0))) {
            assertThatIllegalArgumentException().isThrownBy(making).withMessageStartingWith("there is no field at");
        }
        FieldType.Bits bits = new FieldType.Bits(Scalar.UINT32, 3, false);
        assertThatIllegalArgumentException().isThrownBy(() -> new BitField(new Place(own, "x", 0, 0, 2), bits));
    }

    /** A row reads as many bytes as the handle's class says, not as its type does. */
    @Test
    void shouldMakeNoHandleOfAnotherWidth() {
        Place last = new Place(all(), "x", all().sizeBytes() - 1, 0, Place.NO_ARRAY);
        FieldType.Plain narrow = new FieldType.Plain(Scalar.UINT8, false);
        for (ThrowingCallable making : List.<ThrowingCallable>of(
                () -> new LongNumberField(last, narrow),
                () -> new FloatField(last, narrow),
                () -> new DoubleField(last, narrow),
                () -> new BooleanField(last, narrow),
                () -> new IntField(last, new FieldType.Plain(Scalar.BOOL, false)))) {
            assertThatIllegalArgumentException().isThrownBy(making);
        }
        assertThat(new IntField(last, narrow).sizeBytes()).isOne();
    }

    @Test
    void shouldRefuseTheStructsOfALayoutThatLooksTheSame() {
        FluentLayout own = structs();
        FluentLayout other = structs();
        Row row = table(region, own).row(1);
        for (ThrowingCallable access : List.<ThrowingCallable>of(
                () -> row.get(other.structField("one")), () -> row.get(other.structField("some"), 1))) {
            assertThatIllegalArgumentException().isThrownBy(access).withMessageContaining("another one named");
        }
        for (ThrowingCallable access : List.<ThrowingCallable>of(
                () -> row.get(own.structField("some")), () -> row.get(own.structField("one"), 0))) {
            assertThatIllegalArgumentException().isThrownBy(access).withMessageContaining("index");
        }
    }

    @Test
    void shouldRefuseStructsThatAreNone() {
        FluentLayout own = structs();
        Row row = table(region, own).row(1);
        for (int none : new int[] {-1, 2, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> row.get(own.structField("some"), none))
                    .withMessageContaining("there is no element " + none);
        }
    }

    private static FluentLayout structs() {
        FluentLayout inner = layout("inner").int64("x");
        return layout("structs").struct("one", inner).struct("some", inner, 2);
    }

    @Test
    void shouldRefuseAnIndexForBits() {
        FluentLayout own = all();
        Row row = table(region, own).row(0);
        LongField bits = own.longField("inShort");
        for (ThrowingCallable access : List.<ThrowingCallable>of(() -> row.get(bits, 0), () -> row.set(bits, 0, 1))) {
            assertThatThrownBy(access).hasMessageContaining("\"inShort\"");
        }
        assertThat(region.getBytes(0, new byte[4096])).containsOnly(0);
    }
}
