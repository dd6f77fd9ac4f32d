package dev.shmkit.dsl.layout;

import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Reading and writing a row's fields by their handles, which goes another way than by their names. */
@ExtendWith(LeavesNothingBehind.class)
class RowHandleTest {
    private static final int STRUCTS = 300;
    private static final int ROWS = 3;
    private static final int MOST_OFFSET = 24;
    private static final int SOME_BYTES = 4096;
    private static final FluentLayout NUMBERS = layout("numbers")
            .int32("int")
            .uint32("hash")
            .int64("long")
            .float32("float")
            .bool("flag")
            .bits("mode", 5, Scalar.UINT8)
            .bits("wide", 11, Scalar.INT16)
            .float64("double");
    private static final FluentLayout PAIR = layout("pair").struct("a", NUMBERS).struct("b", NUMBERS, 2);

    private final SharedMemory region = SharedMemory.create(Keys.unique("handle"), 64 << 10, RegionOption.TEMPORARY);

    @AfterEach
    void close() {
        region.close();
    }

    @Test
    void shouldReadByHandleWhatIsThereByNameInAnyStruct() {
        long seed = Long.getLong("shmkit.layout.seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] bytes = new byte[(int) region.size()];
        int compared = 0;
        for (int i = 0; i < STRUCTS; i++) {
            random.nextBytes(bytes);
            region.putBytes(0, bytes);
            FluentLayout struct = RandomStruct.of(random, "s" + i, 2).toLayout();
            for (Row row : table(region, struct, random.nextInt(MOST_OFFSET), ROWS)) {
                compared += compare(row, struct, "seed %d, %s".formatted(seed, struct));
            }
        }
        assertThat(compared).isGreaterThan(STRUCTS * ROWS);
    }

    private int compare(Row row, Layout layout, String what) {
        int compared = 0;
        for (Field field : layout.fields()) {
            if (field instanceof StructField struct) {
                for (int i = 0; i < struct.count(); i++) {
                    compared += compare(struct.isArray() ? row.get(struct, i) : row.get(struct), struct.layout(), what);
                    compared +=
                            compareInside(row, layout, field.name() + (struct.isArray() ? "[" + i + "]" : ""), what);
                }
            } else if (field.isArray()) {
                for (int i = 0; i < field.count(); i++) {
                    compared += compare(row, layout.field(field.name() + "[" + i + "]"), what);
                    compared += compareElement(row, field, i, what);
                }
            } else {
                compared += compare(row, field, what);
            }
        }
        return compared;
    }

    /** The same fields by the way to them, from the row around. */
    private int compareInside(Row row, Layout layout, String path, String what) {
        int compared = 0;
        for (Field inner : ((StructField) layout.field(path)).layout().fields()) {
            Field field = layout.field(path + "." + inner.name());
            if (!(field instanceof StructField) && !field.isArray()) {
                compared += compare(row, field, what);
            }
        }
        return compared;
    }

    /** Reads, then writes something else by handle and reads that by name. */
    private int compare(Row row, Field field, String what) {
        if (field instanceof IntField ints) {
            assertThat(row.get(ints)).as("%s of %s", field, what).isEqualTo(row.get(field.name()));
            int other = row.get(ints) ^ 1;
            assertThat(row.set(ints, other).get(field.name()))
                    .as("%s of %s", field, what)
                    .isEqualTo(other);
        } else if (field instanceof LongField longs) {
            assertThat(row.get(longs))
                    .as("%s of %s", field, what)
                    .isEqualTo(((Number) row.get(field.name())).longValue());
            byte[] before = bytes();
            long value = row.get(longs);
            // Fits a bit field of any width: of those that have a sign, one bit holds 0 and -1.
            long other = field.typeName().startsWith("int") ? ~value : value ^ 1;
            assertThat(((Number) row.set(longs, other).get(field.name())).longValue())
                    .as("%s of %s", field, what)
                    .isEqualTo(other);
            row.set(longs, value);
            assertThat(bytes()).as("%s of %s", field, what).isEqualTo(before);
        } else if (field instanceof FloatField floats) {
            assertThat(row.get(floats)).as("%s of %s", field, what).isEqualTo(row.get(field.name()));
            assertThat(row.set(floats, 2.5f).get(field.name()))
                    .as("%s of %s", field, what)
                    .isEqualTo(2.5f);
        } else if (field instanceof DoubleField doubles) {
            assertThat(row.get(doubles)).as("%s of %s", field, what).isEqualTo(row.get(field.name()));
            assertThat(row.set(doubles, -0.5).get(field.name()))
                    .as("%s of %s", field, what)
                    .isEqualTo(-0.5);
        } else if (field instanceof BooleanField flags) {
            assertThat(row.get(flags)).as("%s of %s", field, what).isEqualTo(row.get(field.name()));
            boolean other = !row.get(flags);
            assertThat(row.set(flags, other).get(field.name()))
                    .as("%s of %s", field, what)
                    .isEqualTo(other);
        } else {
            return 0;
        }
        return 1;
    }

    /** All bytes around: neighbours must stay as they are. */
    private byte[] bytes() {
        return region.getBytes(0, new byte[SOME_BYTES]);
    }

    /** The same by the array's handle and an index. */
    private int compareElement(Row row, Field field, int index, String what) {
        String path = "%s[%d]".formatted(field.name(), index);
        String as = "%s of %s".formatted(path, what);
        if (field instanceof IntField ints) {
            assertThat(row.get(ints, index)).as(as).isEqualTo(row.get(path));
            int other = row.get(ints, index) ^ 1;
            assertThat(row.set(ints, index, other).get(path)).as(as).isEqualTo(other);
        } else if (field instanceof LongField longs) {
            assertThat(row.get(longs, index)).as(as).isEqualTo(((Number) row.get(path)).longValue());
            long other = row.get(longs, index) ^ 2;
            assertThat(((Number) row.set(longs, index, other).get(path)).longValue())
                    .as(as)
                    .isEqualTo(other);
        } else if (field instanceof FloatField floats) {
            assertThat(row.get(floats, index)).as(as).isEqualTo(row.get(path));
            assertThat(row.set(floats, index, 3.5f).get(path)).as(as).isEqualTo(3.5f);
        } else if (field instanceof DoubleField doubles) {
            assertThat(row.get(doubles, index)).as(as).isEqualTo(row.get(path));
            assertThat(row.set(doubles, index, -1.5).get(path)).as(as).isEqualTo(-1.5);
        } else if (field instanceof BooleanField flags) {
            assertThat(row.get(flags, index)).as(as).isEqualTo(row.get(path));
            boolean other = !row.get(flags, index);
            assertThat(row.set(flags, index, other).get(path)).as(as).isEqualTo(other);
        } else {
            return 0;
        }
        return 1;
    }

    @Test
    void shouldReadAndWriteNumbersOfEveryWidthToTheirLimits() {
        FluentLayout small = layout("small")
                .int8("i8")
                .uint8("u8")
                .int16("i16")
                .uint16("u16")
                .int8("i8s", 2)
                .uint8("u8s", 2)
                .int16("i16s", 2)
                .uint16("u16s", 2)
                .uint32("u32s", 2);
        for (FluentLayout layout : new FluentLayout[] {small, small.bigEndian()}) {
            Row row = table(region, layout, 64, ROWS).row(1);
            assertLimits(row, layout, "i8", Byte.MIN_VALUE, Byte.MAX_VALUE);
            assertLimits(row, layout, "u8", 0, 255);
            assertLimits(row, layout, "i16", Short.MIN_VALUE, Short.MAX_VALUE);
            assertLimits(row, layout, "u16", 0, 65_535);
            LongField hashes = layout.longField("u32s");
            assertThat(row.set(hashes, 1, 0xffff_ffffL).get(hashes, 1)).isEqualTo(0xffff_ffffL);
            assertThatIllegalArgumentException().isThrownBy(() -> row.set(hashes, 1, -1));
            assertThat(row.get("u32s[0]")).isEqualTo(0L);
            region.putBytes(64, new byte[ROWS * layout.sizeBytes()]);
        }
    }

    private static void assertLimits(Row row, FluentLayout layout, String name, int least, int greatest) {
        IntField one = layout.intField(name);
        IntField many = layout.intField(name + "s");
        for (int value : new int[] {least, greatest, 1}) {
            assertThat(row.set(one, value).get(one)).as(name).isEqualTo(value).isEqualTo(row.get(name));
            assertThat(row.set(many, 1, value).get(many, 1))
                    .as(name)
                    .isEqualTo(value)
                    .isEqualTo(row.get(name + "s[1]"));
        }
        for (int value : new int[] {least - 1, greatest + 1}) {
            String takes = "it takes %d to %d, not %d".formatted(least, greatest, value);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> row.set(one, value))
                    .withMessageContaining(takes);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> row.set(many, 1, value))
                    .withMessageContaining(takes);
        }
        assertThat(row.get(name)).isEqualTo(1);
        assertThat(row.get(name + "s[1]")).isEqualTo(1);
        assertThat(row.get(name + "s[0]")).as("its neighbour").isEqualTo(0);
    }

    @Test
    void shouldRefuseElementsThatAreNone() {
        FluentLayout arrays = layout("arrays")
                .int32("ints", 2)
                .int64("longs", 2)
                .uint32("hashes", 2)
                .float32("floats", 2)
                .float64("doubles", 2)
                .uint8("bytes", 2)
                .bool("flags", 2)
                .int32("one");
        Row row = table(region, arrays).row(0);
        for (int none : new int[] {-1, 2, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30}) {
            for (ThrowingCallable access : List.<ThrowingCallable>of(
                    () -> row.get(arrays.intField("ints"), none),
                    () -> row.set(arrays.intField("ints"), none, 1),
                    () -> row.get(arrays.longField("longs"), none),
                    () -> row.set(arrays.longField("longs"), none, 1),
                    () -> row.get(arrays.longField("hashes"), none),
                    () -> row.set(arrays.longField("hashes"), none, 1),
                    () -> row.get(arrays.floatField("floats"), none),
                    () -> row.set(arrays.floatField("floats"), none, 1),
                    () -> row.get(arrays.doubleField("doubles"), none),
                    () -> row.set(arrays.doubleField("doubles"), none, 1),
                    () -> row.get(arrays.intField("bytes"), none),
                    () -> row.set(arrays.intField("bytes"), none, 1),
                    () -> row.get(arrays.booleanField("flags"), none),
                    () -> row.set(arrays.booleanField("flags"), none, true))) {
                assertThatExceptionOfType(IndexOutOfBoundsException.class)
                        .isThrownBy(access)
                        .withMessageContaining("2 elements");
            }
        }
        assertThat(region.getBytes(0, new byte[arrays.sizeBytes()])).containsOnly(0);
        assertThatThrownBy(() -> row.get(arrays.intField("ints"))).hasMessageContaining("give an index");
        assertThatThrownBy(() -> row.get(arrays.booleanField("flags"))).hasMessageContaining("give an index");
        assertThatThrownBy(() -> row.get(arrays.intField("one"), 0)).hasMessageContaining("one");
    }

    @Test
    void shouldRefuseHandlesOfOtherLayoutsAlsoInsideAStruct() {
        Row pair = table(region, PAIR).row(0);
        Row inner = pair.get(PAIR.structField("b"), 1);
        assertThat(inner.set(NUMBERS.longField("long"), 7).get("long"))
                .isEqualTo(7L)
                .isEqualTo(pair.get("b[1].long"));
        assertThat(table(region, PAIR).row(2).get(PAIR.structField("b"), 1).toString())
                .startsWith("b: numbers at offset " + (2 * PAIR.sizeBytes() + 2 * NUMBERS.sizeBytes()));
        for (Row row :
                new Row[] {pair, table(region, layout("numbers").int64("long")).row(0)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> row.get(NUMBERS.longField("long")))
                    .withMessageContaining("is not of this row");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> inner.get(PAIR.longField("a.long")));
        assertThatIllegalArgumentException().isThrownBy(() -> inner.set(PAIR.intField("a.int"), 1));
    }

    @Test
    void shouldRefuseWhatDoesNotFitAndChangeNothing() {
        Row row = table(region, NUMBERS).row(1);
        LongField hash = NUMBERS.longField("hash");
        assertThat(row.set(hash, 0xffff_fffeL).get(hash)).isEqualTo(0xffff_fffeL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> row.set(hash, 1L << 32))
                .withMessageContaining("it takes 0 to 4294967295");
        assertThat(row.get("hash")).isEqualTo(0xffff_fffeL);
    }

    @Test
    void shouldRefuseEveryHandleAfterClose() {
        Table table = table(region, NUMBERS);
        Row before = table.row(0);
        Row aside = table(region, NUMBERS, 64, 2).row(1);
        Row inner = table(region, PAIR).row(0).get(PAIR.structField("a"));
        region.close();
        assertThatIllegalStateException().isThrownBy(() -> table.row(0));
        assertThatIllegalStateException().isThrownBy(() -> table(region, NUMBERS));
        assertThatIllegalStateException().isThrownBy(() -> table(region, NUMBERS, 64, 2));
        for (Row row : new Row[] {before, aside, inner}) {
            assertThatIllegalStateException().isThrownBy(() -> row.get(NUMBERS.intField("int")));
            assertThatIllegalStateException().isThrownBy(() -> row.set(NUMBERS.intField("int"), 1));
            assertThatIllegalStateException().isThrownBy(() -> row.get(NUMBERS.longField("hash")));
            assertThatIllegalStateException().isThrownBy(() -> row.set(NUMBERS.longField("hash"), 1));
            assertThatIllegalStateException().isThrownBy(() -> row.get(NUMBERS.longField("long")));
            assertThatIllegalStateException().isThrownBy(() -> row.set(NUMBERS.longField("long"), 1));
            assertThatIllegalStateException().isThrownBy(() -> row.get(NUMBERS.floatField("float")));
            assertThatIllegalStateException().isThrownBy(() -> row.set(NUMBERS.floatField("float"), 1));
            assertThatIllegalStateException().isThrownBy(() -> row.get(NUMBERS.doubleField("double")));
            assertThatIllegalStateException().isThrownBy(() -> row.set(NUMBERS.doubleField("double"), 1));
            assertThatIllegalStateException().isThrownBy(() -> row.get(NUMBERS.booleanField("flag")));
            assertThatIllegalStateException().isThrownBy(() -> row.set(NUMBERS.booleanField("flag"), true));
            for (String bits : new String[] {"mode", "wide"}) {
                assertThatIllegalStateException().isThrownBy(() -> row.get(NUMBERS.longField(bits)));
                assertThatIllegalStateException().isThrownBy(() -> row.set(NUMBERS.longField(bits), 1));
            }
        }
    }

    @Test
    void shouldReachRowsBeyondWhatOneBufferHolds(@TempDir Path directory) throws IOException {
        Path sparse = sparse(directory, 5L << 30);
        FluentLayout row = layout("row")
                .int64("value")
                .padding(56)
                .int32("count")
                .struct("inner", NUMBERS)
                .padding(4);
        LongField value = row.longField("value");
        try (SharedMemory large = SharedMemory.attachRaw(sparse.toString())) {
            Table table = table(large, row);
            for (int index : new int[] {0, table.size() / 2, table.size() - 1}) {
                long start = (long) index * row.sizeBytes();
                Row each = table.row(index).set(value, index + 42L);
                assertThat(each.get(value)).isEqualTo(index + 42L).isEqualTo(large.getLong(start));
                each.get(row.structField("inner")).set(NUMBERS.doubleField("double"), index);
                assertThat(large.getDouble(start + row.field("inner.double").offset()))
                        .isEqualTo(index);
            }
            // As many as one buffer holds.
            int most = Integer.MAX_VALUE / row.sizeBytes();
            for (long offset : new long[] {0, 8, 1L << 30}) {
                Row last = table(large, row, offset, most).row(most - 1);
                assertThat(last.set(value, offset + 1).get(value)).isEqualTo(offset + 1);
                assertThat(large.getLong(offset + (most - 1L) * row.sizeBytes()))
                        .isEqualTo(offset + 1);
            }
            // Not all of the region, but behind what one buffer holds.
            long behind = 3L << 30;
            Row row7 = table(large, row, behind, 9).row(7).set(value, 7);
            assertThat(row7.get(value)).isEqualTo(7).isEqualTo(large.getLong(behind + 7L * row.sizeBytes()));
            assertThat(large.getLong(7L * row.sizeBytes())).isZero();
        }
    }

    private static Path sparse(Path directory, long sizeBytes) throws IOException {
        Path sparse = directory.resolve("sparse");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(sizeBytes);
        }
        return sparse;
    }
}
