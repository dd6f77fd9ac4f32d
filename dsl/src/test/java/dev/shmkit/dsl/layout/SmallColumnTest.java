package dev.shmkit.dsl.layout;

import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of booleans, bytes and bit fields; the latter are read with what lies around them. */
@ExtendWith(LeavesNothingBehind.class)
class SmallColumnTest {
    private static final int STRUCTS = 300;
    private static final int ROWS = 3;
    private static final int MOST_OFFSET = 24;

    /** Regions end with the last row, so that nothing behind it can be read. */
    @Test
    void shouldReadWhatTheRowsReadInAnyStruct() {
        long seed = Long.getLong("shmkit.layout.seed", System.nanoTime());
        Random random = new Random(seed);
        int compared = 0;
        for (int i = 0; i < STRUCTS; i++) {
            FluentLayout struct = RandomStruct.of(random, "s" + i, 2).toLayout();
            int offset = random.nextInt(MOST_OFFSET);
            byte[] bytes = new byte[offset + ROWS * struct.sizeBytes()];
            random.nextBytes(bytes);
            try (SharedMemory region =
                    SharedMemory.create(Keys.unique("small"), bytes.length, RegionOption.TEMPORARY)) {
                region.putBytes(0, bytes);
                Table table = table(region, struct, offset, ROWS);
                for (Field field : struct.fields()) {
                    compared += compare(table, field, "seed %d, offset %d, %s".formatted(seed, offset, struct));
                }
                compared += compareInside(table, struct, "seed %d, offset %d, %s".formatted(seed, offset, struct));
                assertThat(region.getBytes(0, new byte[bytes.length])).isEqualTo(bytes);
            }
        }
        assertThat(compared).isGreaterThan(STRUCTS * ROWS);
    }

    private static int compare(Table table, Field field, String what) {
        int compared = 0;
        for (int i = 0; i < field.count(); i++) {
            String path = field.isArray() ? field.name() + "[" + i + "]" : field.name();
            for (int row = 0; row < ROWS && !(field instanceof StructField || field instanceof TextField); row++) {
                Object byName = table.row(row).get(path);
                assertThat(rewritten(table, field, field.isArray() ? i : -1, row))
                        .as("%s of row %d, %s", path, row, what)
                        .isEqualTo(byName instanceof Number number && !isReal(field) ? number.longValue() : byName);
                compared++;
            }
        }
        return compared;
    }

    /** The fields of structs inside, by the way to them. */
    private static int compareInside(Table table, Layout layout, String what) {
        int compared = 0;
        for (Field field : layout.fields()) {
            if (field instanceof StructField struct) {
                for (Field inner : struct.layout().fields()) {
                    String path =
                            field.name() + (field.isArray() ? "[" + (field.count() - 1) + "]." : ".") + inner.name();
                    compared += compare(table, layout.field(path), what);
                }
            }
        }
        return compared;
    }

    private static boolean isReal(Field field) {
        return field instanceof FloatField || field instanceof DoubleField;
    }

    /** Reads a whole number, and writes the same one; writes both booleans, and then the byte that was there. */
    private static Object rewritten(Table table, Field field, int element, int row) {
        if (field instanceof IntField ints) {
            IntColumn column = element < 0 ? table.column(ints) : table.column(ints, element);
            column.set(row, column.get(row));
            return (long) column.get(row);
        } else if (field instanceof LongField longs) {
            LongColumn column = element < 0 ? table.column(longs) : table.column(longs, element);
            column.set(row, column.get(row));
            return column.get(row);
        } else if (field instanceof FloatField floats) {
            return (element < 0 ? table.column(floats) : table.column(floats, element)).get(row);
        } else if (field instanceof DoubleField doubles) {
            return (element < 0 ? table.column(doubles) : table.column(doubles, element)).get(row);
        }
        BooleanField flags = (BooleanField) field;
        BooleanColumn column = element < 0 ? table.column(flags) : table.column(flags, element);
        boolean value = column.get(row);
        long at = table.row(row).offsetOf(field) + Math.max(element, 0);
        byte before = table.region().getByte(at);
        for (boolean other : new boolean[] {true, false, true}) {
            column.set(row, other);
            assertThat(table.region().getByte(at)).isEqualTo((byte) (other ? 1 : 0));
            assertThat(column.get(row)).isEqualTo(other);
        }
        table.region().putByte(at, before);
        return value;
    }

    /** In rows of three bytes, which no larger number holds everywhere. */
    @ParameterizedTest
    @ValueSource(strings = {"flag", "tiny", "mode"})
    void shouldWriteNoNeighboursInOddRows(String name) {
        FluentLayout row = layout("odd").bool("flag").uint8("tiny").bits("mode", 5, Scalar.UINT8);
        assertThat(row.sizeBytes()).isEqualTo(3);
        try (SharedMemory region = SharedMemory.create(Keys.unique("small"), 9, RegionOption.TEMPORARY)) {
            byte[] bytes = new byte[9];
            Arrays.fill(bytes, (byte) 0xff);
            region.putBytes(0, bytes);
            Table table = table(region, row);
            Field field = row.field(name);
            if (field instanceof BooleanField flags) {
                BooleanColumn column = table.column(flags);
                assertThat(column.get(1)).isTrue();
                column.set(1, false);
                assertThat(column.get(1)).isFalse();
                assertThat(column.get(2)).isTrue();
            } else if (field instanceof IntField ints) {
                IntColumn column = table.column(ints);
                assertThat(column.get(1)).isEqualTo(255);
                column.set(1, 0);
                assertThat(column.get(1)).isZero();
                assertThat(column.get(2)).isEqualTo(255);
            } else {
                LongColumn column = table.column((LongField) field);
                assertThat(column.get(1)).isEqualTo(31);
                column.set(1, 0);
                assertThat(column.get(1)).isZero();
                assertThat(column.get(2)).isEqualTo(31);
            }
            bytes[row.sizeBytes() + field.offset()] = (byte) (field instanceof LongField ? 0xe0 : 0);
            assertThat(region.getBytes(0, new byte[9])).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @CsvSource({"low, 0", "high, 1", "odd, 2"})
    void shouldWriteABooleanAndNoneOfItsNeighbours(String name, int at) {
        FluentLayout row = layout("row").bool("low").bool("high").bool("odd").padding(1);
        try (SharedMemory region = SharedMemory.create(Keys.unique("small"), 12, RegionOption.TEMPORARY)) {
            BooleanColumn column = table(region, row).column(row.booleanField(name));
            region.putInt(4, 0x04030201);
            int others = 0x04030201 & ~(0xff << (8 * at));
            column.set(1, false);
            assertThat(region.getInt(4)).isEqualTo(others);
            assertThat(column.get(1)).isFalse();
            column.set(1, true);
            assertThat(region.getInt(4)).isEqualTo(others | (1 << (8 * at)));
            assertThat(column.get(1)).isTrue();
            assertThat(column.get(0)).isFalse();
        }
    }

    /** Widths that need 8, 16, 32 and 64 bits around them, on both sides of the sign. */
    @ParameterizedTest
    @CsvSource({
        "UINT8, 3, 4, 1",
        "INT8, 3, 4, 1",
        "UINT16, 7, 7, 2",
        "INT16, 7, 7, 2",
        "UINT32, 13, 16, 3",
        "INT32, 13, 16, 3",
        "UINT64, 30, 30, 4",
        "INT64, 30, 30, 4"
    })
    void shouldTakeBitFieldsOutOfTheirUnits(Scalar type, int below, int width, int above) {
        FluentLayout struct = layout("bits")
                .bits("below", below, type)
                .bits("field", width, type)
                .bits("above", above, type);
        FluentLayout packed = layout("packed").packed().uint8("first").struct("bits", struct);
        long greatest = (1L << (type.name().startsWith("U") ? width : width - 1)) - 1;
        long least = type.name().startsWith("U") ? 0 : -greatest - 1;
        for (FluentLayout row : new FluentLayout[] {struct, packed}) {
            LongField field = row.longField(row == packed ? "bits.field" : "field");
            try (SharedMemory region =
                    SharedMemory.create(Keys.unique("small"), 2L * row.sizeBytes(), RegionOption.TEMPORARY)) {
                Table table = table(region, row);
                LongColumn column = table.column(field);
                byte[] ones = new byte[(int) region.size()];
                Arrays.fill(ones, (byte) 0xff);
                region.putBytes(0, ones);
                for (long value : new long[] {least, greatest, 1}) {
                    column.set(1, value);
                    assertThat(column.get(1))
                            .isEqualTo(value)
                            .isEqualTo(table.row(1).get(field));
                    assertThat(table.row(1).get(field.name())).isEqualTo(value);
                    assertThat(column.get(0)).isEqualTo(least < 0 ? -1 : greatest);
                }
                column.set(1, column.get(0));
                assertThat(region.getBytes(0, new byte[ones.length])).isEqualTo(ones);
            }
        }
    }
}
