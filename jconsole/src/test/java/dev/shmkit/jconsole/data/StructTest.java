package dev.shmkit.jconsole.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StructTest {
    @Test
    void shouldLayFieldsOutAsACompilerDoes() {
        Struct struct = Struct.parse("int8_t a; double b;\nint16 c[3] ; char name[5]; uint32 d; bool e; uint64 f;");
        assertThat(struct.fields()).extracting(Struct.Field::offset).containsExactly(0, 8, 16, 22, 28, 32, 40);
        assertThat(struct.fields()).extracting(Struct.Field::sizeBytes).containsExactly(1, 8, 6, 5, 4, 1, 8);
    }

    @Test
    void shouldReadEveryKindOfValue() {
        ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(0, (byte) -1).put(1, (byte) -1).putShort(2, (short) -2).putShort(4, (short) -2);
        bytes.putInt(8, -3).putInt(12, -3).putLong(16, -4).putLong(24, -4);
        bytes.putFloat(32, 1.5f).putDouble(40, -0.25).put(48, (byte) 1);
        bytes.put(49, "Grüße\n".getBytes(StandardCharsets.UTF_8));
        String text =
                "int8 a;uint8 b;int16 c;uint16 d;int32 e;uint32 f;int64 g;uint64 h;float i;double j;bool k;char l[15]";
        assertThat(Struct.parse(text).fields())
                .extracting(field -> field.value(bytes.array()))
                .containsExactly(
                        "-1",
                        "255",
                        "-2",
                        "65534",
                        "-3",
                        "4294967293",
                        "-4",
                        "18446744073709551612",
                        "1.5",
                        "-0.25",
                        "true",
                        "\"Grüße?\"");
    }

    @Test
    void shouldSayWhichFieldsLieBehindTheBytes() {
        Struct struct = Struct.parse("int32 first; int64 samples[10]");
        assertThat(struct.lines(new byte[16]))
                .containsExactly(
                        "     0  int32 first        0", //
                        "     8  int64 samples[10]  behind what was read");
        assertThat(struct.lines(new byte[88])).last().asString().endsWith("0, 0, 0, 0, 0, 0, 0, 0, …");
    }

    @Test
    void shouldExplainWhatItDoesNotUnderstand() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Struct.parse("int32 a; b"))
                .withMessage("\"b\" is no field: write a type, a name and perhaps how many, as in \"double load[2]\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Struct.parse("long a"))
                .withMessageStartingWith("\"long\" is no type: there are int8 to uint64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Struct.parse("int64 a[999999]; ".repeat(300)))
                .withMessageContaining("more than 16 MiB");
        assertThat(Struct.parse(" ;\n").fields()).isEmpty();
    }
}
