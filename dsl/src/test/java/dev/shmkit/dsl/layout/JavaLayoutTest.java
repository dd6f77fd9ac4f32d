package dev.shmkit.dsl.layout;

import static dev.shmkit.dsl.Shm.closeSession;
import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.shm;
import static dev.shmkit.dsl.Shm.table;
import static dev.shmkit.dsl.layout.SampleLayouts.CPU;
import static dev.shmkit.dsl.layout.SampleLayouts.VECTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Layouts as Java and JShell see them. */
@ExtendWith(LeavesNothingBehind.class)
class JavaLayoutTest {
    private final String key = Keys.unique("layout");
    private SharedMemory region = SharedMemory.create(key, 4096);

    @BeforeEach
    void forgetName() {
        region.unlink();
    }

    @AfterEach
    void close() {
        region.close();
    }

    record Vector(float x, float y) {}

    @SuppressWarnings("ArrayRecordComponent") // Compared by element.
    record Cpu(
            int process,
            @Unsigned int hint,
            @Width(3) short mode,
            @Length(8) String name,
            Vector pos,
            @Length(2) Vector[] corners,
            @Unsigned @Length(2) byte[] flags,
            char letter,
            boolean done) {}

    @Test
    void shouldReadAndWriteByTypedHandle() {
        IntField process = CPU.intField("process");
        LongField hint = CPU.longField("hint");
        LongField mode = CPU.longField("mode");
        LongField samples = CPU.longField("samples");
        FloatField x = CPU.floatField("corners[1].x");
        Row row = table(region, CPU).row(1);
        row.set(process, -7)
                .set(hint, 4_000_000_000L)
                .set(mode, 5)
                .set(samples, 2, 9)
                .set(x, 2.5f);
        assertThat(row.get(process)).isEqualTo(-7);
        assertThat(row.get(hint)).isEqualTo(4_000_000_000L);
        assertThat(row.get(mode)).isEqualTo(5);
        assertThat(row.get(samples, 2)).isEqualTo(9);
        assertThat(row.get(x)).isEqualTo(2.5f);
        assertThat(region.getInt(CPU.sizeBytes())).isEqualTo(-7);
        assertThat(row.offsetOf(hint)).isEqualTo(CPU.sizeBytes() + 4L);
        assertThat(table(region, CPU).row(0).get(process)).isZero();
    }

    @Test
    void shouldReadAndWriteByName() {
        Row row = table(region, CPU).row(0);
        row.set("samples", new long[] {1, -2, 3})
                .set("name", "Größe")
                .set("pos", Map.of("x", 1.5, "y", 2))
                .set("corners[0]", new Vector(3, 4))
                .set("total", new BigInteger("18446744073709551615"))
                .set("done", true)
                .set("busy", 1);
        assertThat(row.get("samples")).isEqualTo(List.of(1L, -2L, 3L));
        assertThat(row.get("samples[1]")).isEqualTo(-2L);
        assertThat(row.getString("name")).isEqualTo("Größe");
        assertThat(row.getDouble("pos.x")).isEqualTo(1.5);
        assertThat(row.getRow("corners[0]").getDouble("y")).isEqualTo(4);
        assertThat(row.get("total")).isEqualTo(new BigInteger("18446744073709551615"));
        assertThat(row.getLong("total")).isEqualTo(-1);
        assertThat(row.getBoolean("done")).isTrue();
        assertThat(row.getLong("busy")).isEqualTo(1);
        assertThat(row.getLong("mode")).isZero();
    }

    @Test
    void shouldReadAndWriteRecords() {
        FluentLayout layout = layout(Cpu.class);
        Row row = table(region, layout).row(2);
        row.write(new Cpu(
                1,
                -1,
                (short) -3,
                "worker",
                new Vector(1, 2),
                new Vector[] {new Vector(3, 4), new Vector(5, 6)},
                new byte[] {-1, 2},
                'é',
                true));
        assertThat(row.getLong("hint")).isEqualTo(0xffff_ffffL);
        assertThat(row.get("flags")).isEqualTo(List.of(255, 2));
        Cpu read = row.read(Cpu.class);
        assertThat(read.hint()).isEqualTo(-1);
        assertThat(read.mode()).isEqualTo((short) -3);
        assertThat(read.name()).isEqualTo("worker");
        assertThat(read.pos()).isEqualTo(new Vector(1, 2));
        assertThat(read.corners()).containsExactly(new Vector(3, 4), new Vector(5, 6));
        assertThat(read.flags()).containsExactly(-1, 2);
        assertThat(read.letter()).isEqualTo('é');
        assertThat(read.done()).isTrue();
        assertThat(layout.fields().stream().map(Field::typeName))
                .containsExactly(
                        "int32",
                        "uint32",
                        "int16:3",
                        "char[8]",
                        "struct Vector",
                        "struct Vector[2]",
                        "uint8[2]",
                        "uint16",
                        "bool");
    }

    @Test
    void shouldLayOutPackedAndInEitherByteOrder() {
        FluentLayout packed = layout("packed").int8("a").int32("b").packed();
        assertThat(packed.sizeBytes()).isEqualTo(5);
        assertThat(packed.field("b").offset()).isEqualTo(1);
        FluentLayout big =
                layout("big").uint16("a").bits("high", 4).bits("low", 4).bigEndian();
        assertThat(big.toString()).startsWith("layout big: 4 bytes, alignment 4, 1 unused, big-endian");
        Row row = table(region, big).row(0);
        row.set("a", 0x1234).set("high", 0xa).set("low", 0xb);
        assertThat(region.getBytes(0, new byte[3])).containsExactly(0x12, 0x34, 0xab);
    }

    @Test
    void shouldGrowSeveralLayoutsFromOneBeginning() {
        FluentLayout head = layout("head").int32("id");
        FluentLayout one = head.int32("one");
        FluentLayout other = head.int64("other");
        assertThat(head.fields()).hasSize(1);
        assertThat(one.sizeBytes()).isEqualTo(8);
        assertThat(other.sizeBytes()).isEqualTo(16);
    }

    @Test
    void shouldCountTheRowsThatFit() {
        FluentLayout row = layout("row").int64("a").int64("b").int64("c");
        assertThat(table(region, row).size()).isEqualTo(4096 / 24);
        assertThat(table(region, row, 4096 - 48, 2)).hasSize(2);
        assertThatThrownBy(() -> table(region, row).row(4096 / 24))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("row")
                .hasMessageContaining("170 rows");
        assertThatThrownBy(() -> table(region, row).row(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldKeepTheSessionsRegionForATable() {
        String other = Keys.unique("session");
        try {
            Row row = shm(other).size(64).table(VECTOR).row(0);
            row.set("x", 1);
            float x = shm(other).withLock(r -> r.getFloat(0));
            assertThat(x).isEqualTo(1);
        } finally {
            closeSession();
            SharedMemory.unlink(other);
        }
    }

    @Test
    void shouldReportOffsetsSizesAndHolesAsPaholeDoes() {
        LayoutReport report = layout("cpu")
                .int8("a")
                .int32("b")
                .bits("flag", 1)
                .bits("mode", 3)
                .struct("pos", VECTOR)
                .int16("last")
                .report();
        assertThat(report).hasToString("""
                layout cpu: 24 bytes, alignment 4, 8 unused
                OFFSET    SIZE  TYPE           FIELD
                     0       1  int8           a
                     1       3                 (unused)
                     4       4  int32          b
                   8:0   1 bit  uint32:1       flag
                   8:1  3 bits  uint32:3       mode
                     9       3                 (unused)
                    12       8  struct vector  pos
                    12       4  float32        pos.x
                    16       4  float32        pos.y
                    20       2  int16          last
                    22       2                 (unused)""");
        assertThat(report.holes().stream().map(LayoutReport.Hole::offset)).containsExactly(1, 9, 22);
        assertThat(report.holes().get(0)).hasToString("3 unused at 1");
    }

    @Test
    void shouldFailAsTheRegionDoesWhenItIsClosed() {
        Row row = table(region, CPU).row(0);
        region.close();
        assertThatThrownBy(() -> row.get(CPU.intField("process"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> row.set("done", true)).isInstanceOf(IllegalStateException.class);
    }
}
