package dev.shmkit.jmx.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the JDK's own tool makes of a recording. */
@ExtendWith(LeavesNothingBehind.class)
class JfrToolTest {
    private final String key = Keys.unique("jfr-tool");

    @TempDir
    private Path directory;

    @Test
    void shouldPrintEventsThatPeopleCanRead() throws Exception {
        Path recording = Recordings.ofALock(key, directory);
        String printed = jfr("print", "--events", "dev.shmkit.*", "--stack-depth", "20", recording.toString());
        assertThat(printed.lines().filter(line -> line.startsWith("dev.shmkit.")))
                .containsExactly(
                        "dev.shmkit.RegionOpened {",
                        "dev.shmkit.LockWait {",
                        "dev.shmkit.LockAbandoned {",
                        "dev.shmkit.RegionClosed {");
        for (String type : List.of("RegionOpened", "LockWait", "LockAbandoned", "RegionClosed")) {
            assertThat(block(printed, "dev.shmkit." + type))
                    .contains("key = \"" + key + "\"")
                    .contains("eventThread = \"main\"");
        }
        assertThat(block(printed, "dev.shmkit.RegionOpened"))
                .contains("path = \"" + Keys.path(key) + "\"", "size = 64 bytes", "role = \"USER\"");
        assertThat(block(printed, "dev.shmkit.LockWait"))
                .containsPattern("\\bduration = [0-9]+([.,][0-9]+)? (us|ms|s)\n")
                .containsPattern("waited = [0-9]+([.,][0-9]+)? (us|ms|s)\n")
                .contains("taken = true")
                .contains(Recorded.class.getName() + ".main(String[])");
        assertThat(block(printed, "dev.shmkit.LockAbandoned"))
                .containsPattern("left = \"ABANDONED by tid [0-9]+, ")
                .contains(Recorded.class.getName() + ".main(String[])");
        assertLabels(jfr("metadata", recording.toString()));
    }

    /** The texts and units that come with a recording, for every program that shows it. */
    private static void assertLabels(String metadata) {
        assertThat(block(metadata, "class LockWait extends jdk.jfr.Event"))
                .containsPattern("@Label\\(\"Key\"\\)\n  @Description\\(\".+\"\\)\n  String key;")
                .containsPattern(
                        "@Label\\(\"Waited\"\\)\n  @Description\\(\".+\"\\)\n  @Timespan\\(\"NANOSECONDS\"\\)\n  long waited;");
        assertThat(block(metadata, "class RegionOpened extends jdk.jfr.Event"))
                .containsPattern(
                        "@Label\\(\"Size\"\\)\n  @Description\\(\".+\"\\)\n  @DataAmount\\(\"BYTES\"\\)\n  long size;");
        assertThat(metadata.lines())
                .contains(
                        "@Label(\"Region Opened\")",
                        "@Label(\"Lock Wait\")",
                        "@Label(\"Lock Abandoned\")",
                        "@Label(\"Region Closed\")",
                        "@Description(\"A thread waited for the lock of a region\")",
                        "@Category(\"shmkit\")");
    }

    /** From a head to the closing brace at the margin. */
    private static String block(String text, String head) {
        int start = text.indexOf(head + " {\n");
        assertThat(start).as(() -> head + " in:\n" + text).isNotNegative();
        return text.substring(start, text.indexOf("\n}", start) + 1);
    }

    private static String jfr(String... args) throws IOException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jfr");
        try (RunningChild child = RunningChild.start(
                Stream.concat(Stream.of(tool.toString()), Stream.of(args)).toList())) {
            return child.awaitExit().requireSuccess();
        }
    }
}
