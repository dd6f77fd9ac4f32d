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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What columns refuse, of every kind and in either order. */
@ExtendWith(LeavesNothingBehind.class)
class ColumnRefusalTest {
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

    private final SharedMemory region = SharedMemory.create(Keys.unique("refusal"), 4096, RegionOption.TEMPORARY);

    @AfterEach
    void close() {
        region.close();
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
                    .isThrownBy(() -> AnyColumn.of(table, row.field(name), 1))
                    .withMessageContaining("leave the index 1 away");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"i32", "u8", "i16", "u32", "i64", "f32", "f64", "flag", "bits", "wide"})
    void shouldHaveNoRowsAtTheEndOfTheRegion(String name) {
        List<Column> columns = new ArrayList<>();
        for (FluentLayout row : new FluentLayout[] {KINDS, KINDS.packed(), KINDS.bigEndian()}) {
            Column column = AnyColumn.of(table(region, row, region.size(), 0), row.field(name));
            columns.add(column);
            assertThat(column.size()).isZero();
            assertThat(column.toString()).startsWith(name + " of 0 rows");
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> AnyColumn.read(column, 0))
                    .withMessageContaining("has 0 of these values");
            if (!(column instanceof BooleanColumn)) {
                assertThat(AnyColumn.sum(column)).isZero();
            }
        }
        region.close();
        for (Column column : columns) {
            assertThatIllegalStateException().isThrownBy(() -> AnyColumn.read(column, 0));
            if (!(column instanceof BooleanColumn)) {
                assertThatIllegalStateException().isThrownBy(() -> AnyColumn.sum(column));
                assertThatIllegalStateException().isThrownBy(() -> AnyColumn.all(column));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"i32", "u8", "i16", "u32", "i64", "f32", "f64", "flag", "bits", "wide"})
    void shouldRefuseRowsThatAreNoneAndEverythingAfterClose(String name) {
        List<Table> tables = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (FluentLayout row : new FluentLayout[] {KINDS, KINDS.packed(), KINDS.bigEndian()}) {
            int before = 8 * row.sizeBytes();
            assertThat(before + (long) (ROWS + 8) * row.sizeBytes()).isLessThan(region.size());
            Table table = table(region, row, before, ROWS);
            tables.add(table);
            Column column = AnyColumn.of(table, row.field(name));
            columns.add(column);
            for (int none : new int[] {-1, ROWS, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 27}) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> AnyColumn.read(column, none));
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(() -> AnyColumn.write(column, none));
            }
        }
        assertThat(region.getBytes(0, new byte[(int) region.size()])).containsOnly(0);
        region.close();
        for (Column column : columns) {
            assertThatIllegalStateException().isThrownBy(() -> AnyColumn.read(column, 0));
            assertThatIllegalStateException().isThrownBy(() -> AnyColumn.write(column, 0));
        }
        for (Table table : tables) {
            Field field = table.layout().field(name);
            assertThatIllegalStateException().isThrownBy(() -> AnyColumn.of(table, field));
        }
    }

    /** Whatever else is wrong, as rows do. */
    @ParameterizedTest
    @ValueSource(strings = {"u8", "i16", "u32", "bits", "wide"})
    void shouldTellFirstThatAValueDoesNotFit(String name) {
        List<Column> columns = new ArrayList<>();
        for (FluentLayout row : new FluentLayout[] {KINDS, KINDS.packed(), KINDS.bigEndian()}) {
            columns.add(AnyColumn.of(table(region, row), row.field(name)));
        }
        for (Column column : columns) {
            assertThatIllegalArgumentException().isThrownBy(() -> writeTooMuch(column, -1));
        }
        region.close();
        for (Column column : columns) {
            assertThatIllegalArgumentException().isThrownBy(() -> writeTooMuch(column, 0));
        }
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

    private static void writeTooMuch(Column column, int row) {
        if (column instanceof IntColumn ints) {
            ints.set(row, Integer.MIN_VALUE);
        } else {
            ((LongColumn) column).set(row, Long.MIN_VALUE);
        }
    }
}
