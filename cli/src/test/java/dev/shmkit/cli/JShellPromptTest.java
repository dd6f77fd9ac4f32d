package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./shm jshell} at a terminal, with the launcher as it is. */
@ExtendWith(LeavesNothingBehind.class)
class JShellPromptTest {
    private static final Pattern PROGRESS = Pattern.compile("\r[█░]{30} (\\d\\.\\d) of 2\\.0 s, (\\d+) samples");
    private static final Pattern ALL_SHOWN = Pattern.compile(" samples in .*jshell> ", Pattern.DOTALL);
    private static final String WIPED = "\r" + " ".repeat(78) + "\r";

    private final String key = Keys.unique("prompt");
    private final SharedMemory region = SharedMemory.create(key, 64);

    @TempDir
    private Path home = Path.of("");

    @AfterEach
    void remove() {
        region.close();
        SharedMemory.unlink(key);
    }

    @Test
    void shouldShowTheProgressOfSamplingWipeItAndThenShowTheSeries() throws Exception {
        // What is typed stays out of the history of whoever runs the test.
        String command = "bash %s jshell -J-Djava.util.prefs.userRoot=%s".formatted(Launcher.prepare(home), home);
        try (Pty jshell = Pty.start(command, Launcher.ENVIRONMENT)) {
            jshell.await("jshell> ");
            jshell.type("watch(shm(\"%s\").attach()).every(Duration.ofMillis(20)).sample(Duration.ofSeconds(2))\n"
                    .formatted(key));
            jshell.await(ALL_SHOWN);
            String shown = jshell.text();
            List<MatchResult> progress = PROGRESS.matcher(shown).results().toList();
            assertThat(progress).as(shown).hasSizeGreaterThan(5);
            assertThat(progress)
                    .extracting(drawn -> Double.valueOf(drawn.group(1)))
                    .isSorted();
            assertThat(progress)
                    .extracting(drawn -> Integer.valueOf(drawn.group(2)))
                    .isSorted();
            int end = progress.get(progress.size() - 1).end();
            assertThat(shown.substring(end))
                    .startsWith(WIPED)
                    .containsPattern("^\r +\r\\$1 ==> \\d+ samples in 2\\.\\d s\\s");
            jshell.type("/exit 7\n");
            jshell.exitsWith(7);
        }
    }

    @Test
    void shouldShowOfAnExceptionOnlyTheFramesThatItsReaderHasAHandIn() throws Exception {
        String command = "bash %s jshell -J-Djava.util.prefs.userRoot=%s".formatted(Launcher.prepare(home), home);
        try (Pty jshell = Pty.start(command, Launcher.ENVIRONMENT)) {
            jshell.await("jshell> ");
            jshell.type("Supplier<Object> open = () -> shm(\"%s\").attach(Duration.ZERO)\n".formatted(key + "-not"));
            jshell.await("open ==> ");
            jshell.type(
                    "Throwable caught(Supplier<Object> s) { try { s.get(); return null; } catch (Exception e) { return e; } }\n");
            jshell.await("caught is declared");
            jshell.type("open.get()\n");
            jshell.await("(#3:1)");
            jshell.type("throw new IllegalStateException(\"outer\", caught(open))\n");
            jshell.await("Caused by");
            jshell.await("(#4:1)");
            assertThat(jshell.text())
                    .contains("Exception dev.shmkit.RegionNotFoundException: cannot attach region", "at lambda")
                    .doesNotContain("RegionSpec", "SharedMemory.java");
            jshell.type("/exit\n");
            jshell.exitsWith(0);
        }
    }

    @Test
    void shouldEndASnippetOnCtrlC() throws Exception {
        String command = "bash %s jshell -J-Djava.util.prefs.userRoot=%s".formatted(Launcher.prepare(home), home);
        try (Pty jshell = Pty.start(command, Launcher.ENVIRONMENT)) {
            jshell.await("jshell> ");
            jshell.type("for (System.out.println(\"be\" + \"gun\"); true; ) {}\n");
            jshell.await("begun");
            jshell.type("\003");
            jshell.type("\"go\" + \"ing on\"\n");
            jshell.await("going on");
            jshell.type("/exit 7\n");
            jshell.exitsWith(7);
        }
    }

    @Test
    void shouldShowAllFramesWhenAskedTo() throws Exception {
        String command =
                "bash %s jshell --debug -J-Djava.util.prefs.userRoot=%s".formatted(Launcher.prepare(home), home);
        try (Pty jshell = Pty.start(command, Launcher.ENVIRONMENT)) {
            jshell.await("jshell> ");
            jshell.type("shm(\"%s\").attach(Duration.ZERO)\n".formatted(key + "-not"));
            jshell.await("(#1:1)");
            assertThat(jshell.text()).contains("at SharedMemory.attach (SharedMemory.java:");
            jshell.type("/exit\n");
            jshell.exitsWith(0);
        }
    }
}
