package dev.shmkit.jconsole.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.internal.text.Hexdump;
import org.junit.jupiter.api.Test;

class DumpTest {
    @Test
    void shouldGiveBackEveryByteAndWhereItStands() {
        byte[] bytes = new byte[100];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (7 * i);
        }
        Dump dump = Dump.parse(Hexdump.of(bytes, 0xfffffff0L)).orElseThrow();
        assertThat(dump.bytes()).containsExactly(bytes);
        assertThat(dump.positions()).hasSize(100);
        int last = dump.positions().get(99);
        assertThat(dump.text().substring(last, last + Dump.DIGITS)).isEqualTo("%02x".formatted(bytes[99]));
    }

    @Test
    void shouldFindNoBytesInAMessage() {
        assertThat(Dump.parse("region \"/x\" has 4096 bytes: 256 bytes at offset 5000 are not inside"))
                .isEmpty();
        assertThat(Dump.parse("")).isEmpty();
    }
}
