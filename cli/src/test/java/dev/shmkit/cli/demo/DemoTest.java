package dev.shmkit.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.cli.Main;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void shouldShowTheLockGoBetweenTwoProcessesAndLeaveNothingBehind() throws IOException {
        try (RunningChild demo = ChildJvm.of(Main.class).args("demo").start()) {
            ChildJvm.Exit exit = demo.awaitExit();
            assertThat(exit.requireSuccess())
                    .contains("rw-------", "4096", "HELD      owner, pid", "HELD      contender, pid", "JConsole")
                    .containsPattern("10  FREE");
            assertThat(Keys.path("/shm-demo-" + demo.pid())).doesNotExist();
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, '', 143", "INT, '', 130", "INT, -, 130"})
    void shouldEndQuietlyWithAllThatIsItsOwnWhenItIsStopped(String signal, String group, int status) throws Exception {
        // The process leads a group of its own, as at a terminal, where Ctrl-C goes to the whole group.
        try (RunningChild demo = ChildJvm.of(Main.class)
                .through("setsid", "env", "--default-signal=INT")
                .vm("-Djava.io.tmpdir=" + directory)
                .args("demo")
                .start()) {
            demo.awaitLine("  TIME");
            List<ProcessHandle> scripts =
                    ProcessHandle.of(demo.pid()).orElseThrow().descendants().toList();
            assertThat(scripts).hasSize(2);
            assertThat(new ProcessBuilder("kill", "-" + signal, "--", group + demo.pid())
                            .inheritIO()
                            .start()
                            .waitFor())
                    .isZero();
            ChildJvm.Exit exit = demo.awaitExit();
            assertThat(exit.code()).isEqualTo(status);
            assertThat(exit.output()
                            .lines()
                            .dropWhile(line -> !line.startsWith("  TIME"))
                            .skip(1))
                    .allMatch(line -> line.matches(" *[0-9.]+s .*"));
            assertThat(scripts).noneMatch(ProcessHandle::isAlive);
            assertThat(Keys.path("/shm-demo-" + demo.pid())).doesNotExist();
            assertThat(directory).isEmptyDirectory();
        }
    }
}
