package dev.shmkit.dsl.layout;

import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.table;
import static dev.shmkit.dsl.layout.SampleLayouts.CPU;
import static dev.shmkit.dsl.layout.SampleLayouts.VECTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns as Java and JShell see them. */
@ExtendWith(LeavesNothingBehind.class)
class JavaColumnTest {
    private static final int ROWS = 10;
    private static final FluentLayout KINDS = layout("kinds")
            .int32("i32")
            .uint8("u8")
            .int16("i16")
            .uint32("u32")
            .int64("i64")
            .float32("f32")
            .float64("f64")
            .bool("flag")
            .bits("bits", 3)
            .bits("wide", 35, Scalar.INT64);

    enum Order implements UnaryOperator<FluentLayout> {
        NATIVE,
        LITTLE,
        BIG,
        PACKED;

        @Override
        public FluentLayout apply(FluentLayout plain) {
            return switch (this) {
                case NATIVE -> plain;
                case LITTLE -> plain.littleEndian();
                case BIG -> plain.bigEndian();
                case PACKED -> plain.packed();
            };
        }
    }

    private final SharedMemory region = SharedMemory.create(Keys.unique("column"), 4096, RegionOption.TEMPORARY);

    @AfterEach
    void close() {
        region.close();
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void shouldShareEveryKindOfFieldWithTheRows(Order order) {
        FluentLayout all = order.apply(layout("all")
                .int8("i8")
                .uint8("u8")
                .int16("i16")
                .uint16("u16")
                .int32("i32")
                .uint32("u32")
                .int64("i64")
                .uint64("u64")
                .bits("bits", 5)
                .float32("f32")
                .float64("f64")
                .bool("flag"));
        Table table = table(region, all, 24, ROWS);
        for (String name : new String[] {"i8", "u8", "i16", "u16", "i32"}) {
            IntColumn column = table.column(all.intField(name));
            column.set(3, 101);
            table.row(4).set(name, 102);
            assertThat(table.row(3).get(name)).as(name).isEqualTo(101);
            assertThat(column.toIntArray()).as(name).containsExactly(0, 0, 0, 101, 102, 0, 0, 0, 0, 0);
            assertThat(column.sum()).as(name).isEqualTo(203);
        }
        for (String name : new String[] {"u32", "i64", "u64", "bits"}) {
            LongColumn column = table.column(all.longField(name));
            column.set(3, 21);
            table.row(4).set(name, 22);
            assertThat(table.row(3).getLong(name)).as(name).isEqualTo(21);
            assertThat(column.toLongArray()).as(name).containsExactly(0, 0, 0, 21, 22, 0, 0, 0, 0, 0);
            assertThat(column.sum()).as(name).isEqualTo(43);
        }
        FloatColumn floats = table.column(all.floatField("f32"));
        DoubleColumn doubles = table.column(all.doubleField("f64"));
        BooleanColumn flags = table.column(all.booleanField("flag"));
        floats.set(9, 1.5f);
        doubles.set(9, -2.5);
        flags.set(9, true);
        Row last = table.row(9);
        assertThat(last.get("f32")).isEqualTo(1.5f).isEqualTo(floats.toFloatArray()[9]);
        assertThat(last.get("f64")).isEqualTo(-2.5).isEqualTo(doubles.toDoubleArray()[9]);
        floats.set(0, 0.25f);
        doubles.set(0, 0.5);
        assertThat(floats.sum()).isEqualTo(1.75);
        assertThat(doubles.sum()).isEqualTo(-2.0);
        assertThat(last.getBoolean("flag")).isTrue().isEqualTo(flags.get(9));
        assertThat(flags.get(8)).isFalse();
        assertThat(floats.get(8)).isZero();
        assertThat(doubles.get(8)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"i8, -128, 127", "u8, 0, 255", "i16, -32768, 32767", "u16, 0, 65535"})
    void shouldHoldSmallNumbersToTheirLimits(String name, int least, int greatest) {
        FluentLayout small = layout("small").int8("i8").uint8("u8").int16("i16").uint16("u16");
        for (FluentLayout order : new FluentLayout[] {small, small.bigEndian()}) {
            Table table = table(region, order, 24, ROWS);
            IntColumn column = table.column(order.intField(name));
            for (int value : new int[] {least, greatest, 1}) {
                column.set(2, value);
                assertThat(column.get(2)).isEqualTo(value);
                assertThat(table.row(2).get(name)).isEqualTo(value);
            }
            for (int value : new int[] {least - 1, greatest + 1}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> column.set(2, value))
                        .withMessageContaining("it takes %d to %d, not %d".formatted(least, greatest, value));
            }
            assertThat(column.sum()).isEqualTo(1);
            column.set(2, 0);
        }
    }

    @Test
    void shouldBindElementsOfArraysAndFieldsInsideStructs() {
        Table table = table(region, CPU);
        LongColumn second = table.column(CPU.longField("samples"), 1);
        FloatColumn x = table.column(CPU.floatField("corners[1].x"));
        second.set(2, 77);
        x.set(2, 0.5f);
        assertThat(table.row(2).get("samples[1]")).isEqualTo(77L);
        assertThat(table.row(2).get("corners[1].x")).isEqualTo(0.5f);
        assertThat(table.column(CPU.longField("samples[1]")).get(2)).isEqualTo(77);
        assertThat(table.column(CPU.longField("samples"), 0).get(2)).isZero();
    }

    @Test
    void shouldRefuseHandlesThatMakeNoColumn() {
        Table table = table(region, CPU);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.column(CPU.longField("samples")))
                .withMessageContaining("an array: give an index, 0 to 2");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> table.column(CPU.longField("samples"), 3))
                .withMessageContaining("there is no element 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.column(VECTOR.floatField("x")))
                .withMessageContaining("is not of this table, whose layout is \"cpu\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"i32", "u8", "i16", "u32", "i64", "f32", "f64", "flag", "bits", "wide"})
    void shouldRefuseAnIndexOfWhatIsNoArray(String name) {
        for (FluentLayout row : new FluentLayout[] {KINDS, KINDS.packed(), KINDS.bigEndian()}) {
            Table table = table(region, row, 0, ROWS);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> column(table, row.field(name), 1))
                    .withMessageContaining("leave the index 1 away");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"i32", "u8", "i16", "u32", "i64", "f32", "f64", "flag", "bits", "wide"})
    void shouldHaveNoRowsAtTheEndOfTheRegion(String name) {
        Column column = column(table(region, KINDS, region.size(), 0), KINDS.field(name));
        assertThat(column.size()).isZero();
        assertThat(column.toString()).startsWith(name + " of 0 rows");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> read(column, 0))
                .withMessageContaining("has 0 of these values");
        region.close();
        assertThatIllegalStateException().isThrownBy(() -> read(column, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"i32", "u8", "i16", "u32", "i64", "f32", "f64", "flag", "bits", "wide"})
    void shouldRefuseRowsThatAreNoneAndEverythingAfterClose(String name) {
        int before = 8 * KINDS.sizeBytes();
        Table table = table(region, KINDS, before, ROWS);
        assertThat(before + (long) (ROWS + 8) * KINDS.sizeBytes()).isLessThan(region.size());
        Column column = column(table, KINDS.field(name));
        for (int none : new int[] {-1, ROWS, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 27}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> read(column, none));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> write(column, none));
        }
        assertThat(region.getBytes(0, new byte[(int) region.size()])).containsOnly(0);
        region.close();
        assertThatIllegalStateException().isThrownBy(() -> read(column, 0));
        assertThatIllegalStateException().isThrownBy(() -> write(column, 0));
        assertThatIllegalStateException().isThrownBy(() -> column(table, KINDS.field(name)));
    }

    private static void write(Column column, int row) {
        if (column instanceof IntColumn ints) {
            ints.set(row, 1);
        } else if (column instanceof LongColumn longs) {
            longs.set(row, 1);
        } else if (column instanceof FloatColumn floats) {
            floats.set(row, 1);
        } else if (column instanceof DoubleColumn doubles) {
            doubles.set(row, 1);
        } else {
            ((BooleanColumn) column).set(row, true);
        }
    }

    private static Column column(Table table, Field field) {
        if (field instanceof IntField ints) {
            return table.column(ints);
        } else if (field instanceof LongField longs) {
            return table.column(longs);
        } else if (field instanceof FloatField floats) {
            return table.column(floats);
        } else if (field instanceof DoubleField doubles) {
            return table.column(doubles);
        }
        return table.column((BooleanField) field);
    }

    private static Column column(Table table, Field field, int element) {
        if (field instanceof IntField ints) {
            return table.column(ints, element);
        } else if (field instanceof LongField longs) {
            return table.column(longs, element);
        } else if (field instanceof FloatField floats) {
            return table.column(floats, element);
        } else if (field instanceof DoubleField doubles) {
            return table.column(doubles, element);
        }
        return table.column((BooleanField) field, element);
    }

    private static Object read(Column column, int row) {
        if (column instanceof IntColumn ints) {
            return ints.get(row);
        } else if (column instanceof LongColumn longs) {
            return longs.get(row);
        } else if (column instanceof FloatColumn floats) {
            return floats.get(row);
        } else if (column instanceof DoubleColumn doubles) {
            return doubles.get(row);
        }
        return ((BooleanColumn) column).get(row);
    }

    @Test
    void shouldRefuseValuesThatDoNotFitAndChangeNothing() {
        FluentLayout row = layout("row").uint32("hash").uint8("tiny").bits("mode", 3);
        Table table = table(region, row);
        LongColumn hash = table.column(row.longField("hash"));
        hash.set(1, 0xffff_ffffL);
        assertThat(hash.get(1)).isEqualTo(0xffff_ffffL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hash.set(1, -1))
                .withMessageContaining("it takes 0 to 4294967295, not -1");
        assertThat(hash.get(1)).isEqualTo(0xffff_ffffL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.column(row.intField("tiny")).set(1, 256));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.column(row.longField("mode")).set(1, 8));
        assertThat(table.row(1).get("tiny")).isEqualTo(0);
    }

    @Test
    void shouldReachRowsBeyondWhatOneBufferHolds(@TempDir Path directory) throws IOException {
        Path sparse = directory.resolve("sparse");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(3L << 30);
        }
        FluentLayout row = layout("row")
                .int64("value")
                .bool("flag")
                .uint8("tiny")
                .bits("mode", 5, Scalar.INT16)
                .padding(52);
        try (SharedMemory large = SharedMemory.attachRaw(sparse.toString())) {
            Table table = table(large, row);
            LongColumn column = table.column(row.longField("value"));
            BooleanColumn flags = table.column(row.booleanField("flag"));
            IntColumn tiny = table.column(row.intField("tiny"));
            LongColumn modes = table.column(row.longField("mode"));
            int last = column.size() - 1;
            column.set(last, 42);
            flags.set(last, true);
            tiny.set(last, 200);
            modes.set(last, -3);
            assertThat(column.get(last)).isEqualTo(42).isEqualTo(large.getLong(large.size() - 64));
            assertThat(flags.get(last)).isTrue().isEqualTo(large.getByte(large.size() - 56) == 1);
            assertThat(tiny.get(last)).isEqualTo(200).isEqualTo(large.getByte(large.size() - 55) & 0xff);
            assertThat(modes.get(last)).isEqualTo(-3);
            assertThat(large.getByte(large.size() - 54)).isEqualTo((byte) (-3 & 0x1f));
            for (Column each : new Column[] {column, flags, tiny, modes}) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> read(each, last + 1));
            }
        }
    }

    @Test
    void shouldShowUnsignedNumbersAsTheRowsDo() {
        FluentLayout row = layout("row").uint64("all");
        Table table = table(region, row);
        LongColumn column = table.column(row.longField("all"));
        column.set(1, -1);
        assertThat(column.get(1)).isEqualTo(-1);
        assertThat(column.toString()).containsPattern("(?m)^  1 +18446744073709551615$");
    }

    @Test
    void shouldShowItselfAsATable() {
        Table table = table(region, CPU);
        LongColumn samples = table.column(CPU.longField("samples"), 2);
        samples.set(1, 4711);
        assertThat(samples.toString())
                .startsWith("samples[2] of " + table.size() + " rows of cpu in /shmkit-test-")
                .containsPattern("(?m)^  1 +4711$");
        assertThat(samples.html()).contains("<table").contains("4711");
    }
}
