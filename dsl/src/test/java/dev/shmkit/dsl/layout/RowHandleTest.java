package dev.shmkit.dsl.layout;

import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Random;
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
    private static final FluentLayout NUMBERS = layout("numbers")
            .int32("int")
            .uint32("hash")
            .int64("long")
            .float32("float")
            .padding(4)
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

    private static int compare(Row row, Layout layout, String what) {
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
                }
            } else {
                compared += compare(row, field, what);
            }
        }
        return compared;
    }

    /** The same fields by the way to them, from the row around. */
    private static int compareInside(Row row, Layout layout, String path, String what) {
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
    private static int compare(Row row, Field field, String what) {
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
            if (row.get(field.name()) instanceof BigInteger || field.sizeBytes() >= Integer.BYTES) {
                long other = row.get(longs) ^ 2;
                assertThat(((Number) row.set(longs, other).get(field.name())).longValue())
                        .as("%s of %s", field, what)
                        .isEqualTo(other);
            }
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
        } else {
            return 0;
        }
        return 1;
    }

    @Test
    void shouldRefuseHandlesOfOtherLayoutsAlsoInsideAStruct() {
        Row pair = table(region, PAIR).row(0);
        Row inner = pair.get(PAIR.structField("b"), 1);
        assertThat(inner.set(NUMBERS.longField("long"), 7).get("long"))
                .isEqualTo(7L)
                .isEqualTo(pair.get("b[1].long"));
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
        Row before = table(region, NUMBERS).row(0);
        Row aside = table(region, NUMBERS, 64, 2).row(1);
        Row inner = table(region, PAIR).row(0).get(PAIR.structField("a"));
        region.close();
        Row after = table(region, NUMBERS).row(0);
        for (Row row : new Row[] {
            before, aside, inner, after, table(region, NUMBERS, 64, 2).row(0)
        }) {
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
