package dev.shmkit.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real notebooks in real kernels, through nbconvert. */
class NotebooksTest {
    @TempDir
    private Path directory = Path.of("");

    @BeforeAll
    static void requireJupyter() {
        Notebooks.requireJupyter();
    }

    private String execute(String notebook) throws IOException {
        ChildJvm.Exit exit = Notebooks.command("--output-dir", directory.toString(), notebook)
                .run();
        assertThat(exit.requireSuccess().lines()).hasSize(2);
        String name = Path.of(notebook).getFileName().toString();
        assertThat(directory.resolve(name.replace(".ipynb", ".html"))).isNotEmptyFile();
        return Files.readString(directory.resolve(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-steps-java.ipynb", "two-processes-and-a-lock.ipynb", "geopm-live.ipynb"})
    void shouldExecuteEveryJavaNotebook(String notebook) throws IOException {
        assertThat(execute(notebook))
                .contains("text/html", "\"execution_count\": 2")
                .doesNotContain("\"output_type\": \"error\"");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void shouldExecuteTheKotlinNotebook() throws IOException {
        assertThat(execute("first-steps-kotlin.ipynb"))
                .contains("text/html", "\"42\"")
                .doesNotContain("\"output_type\": \"error\"");
    }

    @Test
    void shouldKnowEveryNotebook() throws IOException {
        try (var files = Files.list(Path.of(""))) {
            assertThat(files.map(Path::toString).filter(name -> name.endsWith(".ipynb")))
                    .containsExactlyInAnyOrder(
                            "first-steps-java.ipynb",
                            "first-steps-kotlin.ipynb",
                            "two-processes-and-a-lock.ipynb",
                            "geopm-live.ipynb");
        }
    }

    @Test
    void shouldShowValuesAndOutputOfACell() throws IOException {
        Path notebook = Notebooks.write(
                directory.resolve("values.ipynb"),
                "System.out.println(\"said\");\nint x = 40;\nx + 2",
                "var lock = shm(\"notebook-values\").size(64).temporary().open().lock();",
                "lock.close();\n\"<b>\"");
        Notebooks.command(notebook.toString()).run().requireSuccess();
        assertThat(Files.readString(notebook)).contains("said\\n", "\"42\"", "\"<b>\"");
    }

    @Test
    void shouldFailWithTheCellsOwnWords() throws IOException {
        Path wrong = Notebooks.write(directory.resolve("wrong.ipynb"), "int x = nosuch + 1;");
        ChildJvm.Exit exit = Notebooks.command(wrong.toString()).run();
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output())
                .contains(
                        "wrong.ipynb failed:",
                        "int x = nosuch + 1;",
                        "error: cannot find symbol; symbol: variable nosuch")
                .doesNotContain("Traceback");
        Path thrown = Notebooks.write(directory.resolve("thrown.ipynb"), "shm(\"nosuch-region\").attach()");
        ChildJvm.Exit other = Notebooks.command(thrown.toString()).run();
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.output()).contains("dev.shmkit.RegionNotFoundException: cannot attach region");
    }

    @Test
    void shouldLeaveNoKernelWhenNbconvertIsKilled() throws IOException {
        Path endless = Notebooks.write(directory.resolve("endless.ipynb"), "Thread.sleep(100_000);");
        try (RunningChild command = Notebooks.command(endless.toString()).start()) {
            Eventually.until("a kernel runs", () -> kernelOf(command.pid()).isPresent());
            ProcessHandle kernel = kernelOf(command.pid()).orElseThrow();
            kernel.parent().orElseThrow().destroyForcibly();
            Eventually.until("the kernel has ended", () -> !kernel.isAlive());
            assertThat(command.awaitExit().code()).isEqualTo(1);
        }
    }

    private static Optional<ProcessHandle> kernelOf(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> String.join(" ", arguments).contains(JavaKernel.class.getName()))
                        .orElse(false))
                .findFirst();
    }
}
