package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        prepareLauncher();
        // What is typed stays out of the history of whoever runs the test.
        String command = "bash %1$s/shm jshell -J-Djava.util.prefs.userRoot=%1$s".formatted(home);
        try (Pty jshell = Pty.start(command, Map.of("JAVA_HOME", System.getProperty("java.home")))) {
            jshell.await("jshell> ");
            jshell.type("watch(shm(\"%s\").attach()).every(Duration.ofMillis(20)).sample(Duration.ofSeconds(2))\n"
                    .formatted(key));
            jshell.await(" samples in ");
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
                    .containsPattern("^\r +\r\\$\\d+ ==> \\d+ samples in 2\\.0 s\\s");
            jshell.type("/exit 7\n");
            jshell.exitsWith(7);
        }
    }

    /** The launcher in a home that looks to it as if all was built, with what is being tested on the class path. */
    private void prepareLauncher() throws IOException {
        Path tree = Path.of("").toAbsolutePath().resolveSibling("");
        for (String file : List.of(
                "shm",
                "pom.xml",
                "dsl/src/main/resources/dev/shmkit/dsl/startup.jsh",
                "cli/src/main/resources/dev/shmkit/cli/greeting.jsh")) {
            Files.createDirectories(home.resolve(file).resolveSibling(""));
            Files.copy(tree.resolve(file), home.resolve(file));
        }
        for (String module : List.of("api", "dsl", "jmx", "jconsole", "cli", "notebooks")) {
            Files.createDirectories(home.resolve(module).resolve("target"));
            Files.createFile(home.resolve(module).resolve("pom.xml"));
        }
        Path state = Files.createDirectories(home.resolve("target/shm"));
        Files.writeString(state.resolve("classpath"), System.getProperty("java.class.path") + "\n");
        Files.writeString(state.resolve("options"), "--enable-native-access=ALL-UNNAMED\n");
        // In the place of the folders for archives of classes: making one takes longer than this test.
        Files.createFile(state.resolve("shm-jshell-archives"));
        Files.createFile(state.resolve("shm-jshell-remote-archives"));
        Files.createFile(state.resolve("shm.built"));
    }
}
