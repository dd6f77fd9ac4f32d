package dev.shmkit.dsl.layout;

import static dev.shmkit.dsl.Shm.layout;
import static dev.shmkit.dsl.Shm.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records whose components are of other types than the fields they are read from. */
@ExtendWith(LeavesNothingBehind.class)
class RecordReadTest {
    private static final FluentLayout NUMBERS = layout("numbers")
            .int64("total")
            .float64("share")
            .uint8("small")
            .uint16("port")
            .uint32("hint")
            .uint64("all")
            .int16("signed")
            .bits("byteful", 8)
            .int64("many", 2)
            .chars("name", 4);

    private final SharedMemory region = SharedMemory.create(Keys.unique("read"), 4096);
    private final Row row = table(region, NUMBERS).row(0);

    @BeforeEach
    void forgetName() {
        region.unlink();
    }

    @AfterEach
    void close() {
        region.close();
    }

    record IntTotal(int total) {}

    record FloatTotal(float total) {}

    record DoubleTotal(double total) {}

    record CharTotal(char total) {}

    record TextTotal(String total) {}

    record IntShare(int share) {}

    record FloatShare(float share) {}

    record IntAll(int all) {}

    record CharSigned(char signed) {}

    record ByteHint(byte hint) {}

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record IntMany(int[] many) {}

    record IntName(int name) {}

    record SameWidths(byte small, short port, int hint, long all, byte byteful) {}

    record Wider(int small, char port, long hint, double share) {}

    private void shouldRefuse(Class<? extends Record> type, String... messages) {
        assertThatThrownBy(() -> row.read(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of record " + type.getSimpleName())
                .hasMessageContainingAll(messages);
    }

    @Test
    void shouldRefuseAValueThatAComponentCannotHold() {
        row.set("total", 1L << 40);
        shouldRefuse(
                IntTotal.class,
                "\"total\" of layout \"numbers\"",
                "int64",
                "1099511627776",
                "does not fit a component of type int",
                "a type that holds it");
        shouldRefuse(CharTotal.class, "type char");
        assertThat(row.read(FloatTotal.class).total()).isEqualTo(0x1p40f);
        row.set("total", -1);
        assertThat(row.read(IntTotal.class).total()).isEqualTo(-1);
        shouldRefuse(CharTotal.class, "-1");
        row.set("total", (1L << 53) + 1);
        shouldRefuse(DoubleTotal.class, "9007199254740993");
        shouldRefuse(FloatTotal.class, "9007199254740993");
        row.set("many", List.of(1, 1L << 31));
        shouldRefuse(IntMany.class, "2147483648");
        row.set("many", List.of(1, 2));
        assertThat(row.read(IntMany.class).many()).containsExactly(1, 2);
        row.set("hint", 200);
        shouldRefuse(ByteHint.class, "200");
        row.set("all", new BigInteger("ffffffff", 16));
        shouldRefuse(IntAll.class, "4294967295");
        row.set("signed", -1);
        shouldRefuse(CharSigned.class, "-1");
    }

    @Test
    void shouldRefuseAComponentOfAnotherType() {
        shouldRefuse(IntShare.class, "float64", "type int");
        shouldRefuse(IntName.class, "char[4]", "type int");
        shouldRefuse(TextTotal.class, "int64", "type String");
    }

    @Test
    void shouldReadADoubleIntoAFloatOnlyWhenItStaysTheSame() {
        for (double exact : new double[] {0.5, -0.0, Double.NaN, Double.NEGATIVE_INFINITY}) {
            row.set("share", exact);
            assertThat(row.read(FloatShare.class).share()).isEqualTo(Float.valueOf((float) exact));
        }
        row.set("share", 0.1);
        shouldRefuse(FloatShare.class, "0.1", "type float");
        row.set("share", 1e300);
        shouldRefuse(FloatShare.class, "1.0E300");
    }

    @Test
    void shouldKeepTheBitsOfUnsignedNumbersInComponentsOfTheirWidth() {
        row.set("small", 255)
                .set("port", 65535)
                .set("hint", 4_294_967_295L)
                .set("all", new BigInteger("18446744073709551615"))
                .set("byteful", 255);
        assertThat(row.read(SameWidths.class)).isEqualTo(new SameWidths((byte) -1, (short) -1, -1, -1, (byte) -1));
        assertThat(row.read(Wider.class)).isEqualTo(new Wider(255, '\uffff', 4_294_967_295L, 0));
    }
}
