package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class DumpCommandTest {
    private static final int CHUNK = 64 * 1024;

    private final String key = Keys.unique("dump");
    private final Path path = Keys.path(key);

    @AfterEach
    void remove() throws IOException {
        Files.deleteIfExists(path);
    }

    @Test
    void shouldShowAllDataWithRepeatedLinesFoldedAndWhereTheyEnd() throws IOException {
        byte[] data = new byte[1000];
        System.arraycopy("hello".getBytes(StandardCharsets.US_ASCII), 0, data, 16, 5);
        Files.write(path, data);
        Terminal dump = Terminal.run("dump", key);
        assertThat(dump.err()).isEmpty();
        assertThat(dump.out()).isEqualTo("""
                        00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
                        00000010  68 65 6c 6c 6f 00 00 00  00 00 00 00 00 00 00 00  |hello...........|
                        00000020  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
                        *
                        000003e0  00 00 00 00 00 00 00 00                           |........|
                        000003e8
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        // Around the ends of lines and of the pieces that data are read in.
        "0, -1",
        "16, 6",
        "5, 100",
        "0, 1",
        "3, 65536",
        "7, 131072",
        "16, 65536",
        "131000, -1",
        "0, 65552",
        "200000, 8"
    })
    void shouldShowWhatHexdumpShows(long offset, long length) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/hexdump")), "there is no hexdump");
        Files.write(path, someData(3 * CHUNK + 3407));
        for (String option : new String[] {"", "-v"}) {
            String range = length < 0 ? "" : "-n " + length;
            Process hexdump = new ProcessBuilder(
                            "sh", "-c", "LC_ALL=C hexdump -C %s -s %d %s %s".formatted(option, offset, range, path))
                    .start();
            byte[] expected = hexdump.getInputStream().readAllBytes();
            assertThat(hexdump.waitFor()).isZero();
            String ours = "dump %s --offset %d %s %s".formatted(key, offset, range.replace("-n", "--length"), option);
            Terminal dump = Terminal.run(ours.strip().split(" +"));
            assertThat(dump.status()).isZero();
            assertThat(dump.out()).isNotEmpty().isEqualTo(new String(expected, StandardCharsets.US_ASCII));
        }
    }

    /** Runs of one byte, long and short ones, and noise between them. */
    private static byte[] someData(int size) {
        Random random = new Random(1);
        byte[] data = new byte[size];
        random.nextBytes(data);
        for (int at = 0; at < size; ) {
            int end = Math.min(size, at + random.nextInt(40_000));
            Arrays.fill(data, at, end, (byte) random.nextInt());
            at = end + random.nextInt(200);
        }
        return data;
    }

    @ParameterizedTest
    @ValueSource(strings = {"dump KEY", "dump KEY --length 0", "dump KEY -v"})
    void shouldShowNothingOfNoData(String command) throws IOException {
        Files.write(path, new byte[command.contains("length") ? 100 : 0]);
        Terminal dump = Terminal.run(command.replace("KEY", key).split(" "));
        assertThat(dump.status()).isZero();
        assertThat(dump.out() + dump.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--offset=4096", "--offset=9223372036854775807"})
    void shouldRefuseToDumpFromOutside(String option) throws IOException {
        Files.write(path, new byte[4096]);
        Terminal failed = Terminal.run("dump", key, option);
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err().lines()).singleElement().asString().contains(key, option.replaceAll(".*=", ""));
    }

    @Test
    void shouldTakeNumbersOfBytesAsPeopleWriteThem() throws IOException {
        Files.write(path, someData(3 * CHUNK));
        String plain = Terminal.run("dump", key, "--offset", "4096", "--length", "65536")
                .out();
        assertThat(plain).startsWith("00001000  ");
        for (String[] same : new String[][] {{"0x1000", "64 KiB"}, {"4KiB", "0X10000"}, {"0x1000", "64kib"}}) {
            Terminal dump = Terminal.run("dump", key, "--offset", same[0], "--length=" + same[1]);
            assertThat(dump.err()).isEmpty();
            assertThat(dump.out()).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--offset, -1, '-1' is negative",
        "--length, -4 KiB, '-4 KiB' is negative",
        "--length, -0x10, '-0x10' is negative",
        "--offset, 0x8000000000000000, '0x8000000000000000' is more than any region has",
        "--offset, 0xg, size \"0xg\" is not understood; write it like 4096",
        "--length, 4 Kb, size \"4 Kb\" may mean bits",
    })
    void shouldRefuseWhatIsNoNumberOfBytes(String option, String bytes, String told) throws IOException {
        Files.write(path, new byte[4096]);
        Terminal wrong = Terminal.run("dump", key, option, bytes);
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err().lines())
                .singleElement()
                .asString()
                .startsWith("shm: ")
                .contains("'" + option + "'", told, "see 'shm dump --help'");
    }

    /** Nobody gave a length that could be wrong. */
    @Test
    void shouldSayThatTheOffsetIsBeyondTheEnd() throws IOException {
        Files.write(path, new byte[15]);
        for (String offset : new String[] {"15", "100"}) {
            assertThat(Terminal.run("dump", key, "--offset", offset).err())
                    .contains("1 byte at offset " + offset + " is not inside; use an offset from 0 to 14");
        }
    }

    @Test
    void shouldSeeAHoleThatIsLargerThanTheHeap() throws IOException {
        long size = 3L << 30;
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
        }
        assertThat(size).isGreaterThan(Integer.MAX_VALUE);
        Terminal dump = Terminal.run("dump", key);
        assertThat(dump.out().lines())
                .containsExactly(
                        "00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|",
                        "*",
                        "c0000000");
    }
}
