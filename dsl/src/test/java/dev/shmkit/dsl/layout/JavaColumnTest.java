package dev.shmkit.dsl.layout;

import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.table;
import static dev.shmkit.dsl.layout.SampleLayouts.CPU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

/** Columns as Java and JShell see them. */
@ExtendWith(LeavesNothingBehind.class)
class JavaColumnTest {
    private static final int ROWS = 10;

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
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> AnyColumn.read(each, last + 1));
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
