package dev.shmkit.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real notebooks in real kernels, through nbconvert. */
@NeedsJupyter
class NotebooksTest {
    @TempDir
    private Path directory = Path.of("");

    private String execute(String notebook) throws IOException {
        ChildJvm.Exit exit = Notebooks.command("--output-dir", directory.toString(), notebook)
                .run();
        assertThat(exit.requireSuccess().lines()).hasSize(2);
        String name = Path.of(notebook).getFileName().toString();
        assertThat(directory.resolve(name.replace(".ipynb", ".html"))).isNotEmptyFile();
        return Files.readString(directory.resolve(name));
    }

    static Stream<Arguments> javaNotebooks() {
        return Stream.of(
                arguments("first-steps-java.ipynb", List.of("\"42\"", "HELD", "are not inside")),
                arguments(
                        "two-processes-and-a-lock.ipynb",
                        List.of(" samples in ", "data:image/svg+xml;base64,", "both together counted all: true")),
                arguments(
                        "geopm-live.ipynb",
                        List.of(
                                "layout cpu_status: 64 bytes, alignment 4, 44 unused",
                                "4 rows of cpu_status, 64 bytes each",
                                "3.completedWork",
                                " samples in ",
                                "data:image/svg+xml;base64,")));
    }

    @ParameterizedTest
    @MethodSource("javaNotebooks")
    void shouldExecuteEveryJavaNotebook(String notebook, List<String> outputs) throws IOException {
        assertThat(execute(notebook)).contains(outputs).doesNotContain("\"output_type\": \"error\"", "\"stderr\"");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void shouldExecuteTheKotlinNotebook() throws IOException {
        assertThat(execute("first-steps-kotlin.ipynb"))
                .contains("text/html", "\"42\"", "HELD", "4 rows of worker, 32 bytes each", " samples in ")
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

    private static ChildJvm.Exit fail(String... arguments) throws IOException {
        ChildJvm.Exit exit = Notebooks.command(arguments).run();
        assertThat(exit.code()).isEqualTo(1);
        return exit;
    }

    @Test
    void shouldFailWithOneLineOfTheCellsOwnWords() throws IOException {
        Path wrong = Notebooks.write(directory.resolve("wrong.ipynb"), "int a = 1;", "int x = nosuch + 1;");
        assertThat(fail(wrong.toString()).output())
                .isEqualTo(
                        "shm: %s failed in code cell 2: error in line 1: cannot find symbol; symbol: variable nosuch%n"
                                .formatted(wrong));
        Path thrown = Notebooks.write(directory.resolve("thrown.ipynb"), "shm(\"nosuch-region\").attach()");
        assertThat(fail(thrown.toString()).output())
                .startsWith("shm: %s failed in code cell 1: dev.shmkit.RegionNotFoundException: cannot attach region"
                        .formatted(thrown))
                .hasLineCount(1);
        assertThat(fail("--debug", thrown.toString()).output())
                .startsWith("shm: ")
                .contains("at dev.shmkit.SharedMemory.attach", "Traceback");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void shouldFailWithOneLineOfAKotlinCellToo() throws IOException {
        assertThat(failKotlin("val a = 1", "error(\"bad\")")).isEqualTo("code cell 2: IllegalStateException: bad");
        assertThat(failKotlin("throw NullPointerException()")).isEqualTo("code cell 1: NullPointerException");
        assertThat(failKotlin("class Mine(m: String) : Exception(m)\nthrow Mine(\"one\\ntwo\")"))
                .isEqualTo("code cell 1: Mine: one");
        assertThat(failKotlin("val a =\n    nosuch"))
                .isEqualTo("code cell 1: line 2, column 5: Unresolved reference: nosuch");
    }

    private String failKotlin(String... cells) throws IOException {
        Path failing = Notebooks.writeFor("shmkit-kotlin", directory.resolve("failing.ipynb"), cells);
        String said = fail(failing.toString()).output();
        assertThat(said).startsWith("shm: %s failed in ".formatted(failing)).hasLineCount(1);
        return said.substring(said.indexOf("code cell")).strip();
    }

    @Test
    void shouldWriteAFailedNotebookWithItsOutputsSoFar() throws IOException {
        Path failing = Notebooks.write(
                directory.resolve("failing.ipynb"),
                "System.out.println(\"ear\" + \"lier\");",
                "Integer.parseInt(\"four\")",
                "System.out.println(\"la\" + \"ter\");");
        String before = Files.readString(failing);
        Path into = directory.resolve("out");
        String nextOne = failing.toString();
        String said = fail("--output-dir", into.toString(), failing.toString(), nextOne, nextOne)
                .output();
        Path written = into.resolve("failing.ipynb");
        Path html = into.resolve("failing.html");
        assertThat(said.lines())
                .containsExactlyInAnyOrder(
                        "wrote " + written,
                        "wrote " + html,
                        ("shm: %s failed in code cell 2: java.lang.NumberFormatException: For input string: \"four\""
                                        + "; not executed: 2 notebooks")
                                .formatted(failing));
        assertThat(Files.readString(written))
                .contains("earlier", "NumberFormatException", "at java.base/java.lang.Integer.parseInt")
                .doesNotContain("later\\n");
        assertThat(Files.readString(html)).contains("earlier", "Integer.parseInt(");
        fail(failing.toString());
        fail("--output-dir", directory.toString(), failing.toString());
        assertThat(Files.readString(failing)).isEqualTo(before);
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void shouldTellWhatTheStaticInitialiserOfAKotlinCellThrewAndWhere() throws IOException {
        Path thrown = Notebooks.writeFor(
                "shmkit-kotlin",
                directory.resolve("thrown.ipynb"),
                "object Cpu : Layout(\"cpu\") {\n    val hint by int32()\n    val busy by bits(40)\n}",
                "print(1)\nCpu.report()");
        assertThat(fail(thrown.toString()).output())
                .isEqualTo(("shm: %s failed in code cell 2: thrown by a static initialiser in line 3 of cell 1: "
                                + "java.lang.IllegalArgumentException: uint32 of layout \"cpu\" has no bit field of 40 bits%n")
                        .formatted(thrown));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_18)
    void shouldRefuseAKotlinNotebookWhereItsKernelDoesNotRun() throws IOException {
        assertThat(fail("--output-dir", directory.toString(), "first-steps-kotlin.ipynb")
                        .output())
                .isEqualTo(
                        "shm: cannot run first-steps-kotlin.ipynb: the Kotlin kernel runs on Java 17 only, this is Java %d%n"
                                .formatted(Runtime.version().feature()));
    }

    @Test
    void shouldSayThatTheOutputCannotGoIntoAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("afile"), "");
        ChildJvm.Exit exit = Notebooks.command("--output-dir", file.toString(), "first-steps-java.ipynb")
                .run();
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output()).isEqualTo("shm: cannot write to %s: it is there and no folder%n".formatted(file));
    }

    @Test
    void shouldSayInOneLineThatAKernelIsUnknown() throws IOException {
        Path unknown = Notebooks.writeFor("nosuch-kernel", directory.resolve("unknown.ipynb"), "1");
        assertThat(fail(unknown.toString()).output())
                .isEqualTo("shm: %s failed: No such kernel named nosuch-kernel%n".formatted(unknown));
    }

    /** nbconvert takes a name for a pattern. */
    @Test
    void shouldExecuteTheNotebookThatIsNamed() throws IOException {
        Path named = Notebooks.write(directory.resolve("report[1]?.ipynb"), "40 + 2");
        Path other = Notebooks.write(directory.resolve("report1x.ipynb"), "40 + 3");
        String before = Files.readString(other);
        Path into = directory.resolve("out[*]");
        Notebooks.command("--output-dir", into.toString(), named.toString())
                .run()
                .requireSuccess();
        assertThat(into.resolve("report[1]?.ipynb")).content().contains("\"42\"");
        assertThat(into.resolve("report[1]?.html")).isNotEmptyFile();
        assertThat(other).hasContent(before);
    }

    /** The log, which tells why it failed, is also what native code writes to. */
    @Test
    void shouldFailWithOneLineWhateverBytesTheKernelWrote() throws IOException {
        Path thrown = Notebooks.write(
                directory.resolve("bytes.ipynb"),
                "new java.io.FileOutputStream(java.io.FileDescriptor.err).write(new byte[] {(byte) 0xe4, 10});",
                "Integer.parseInt(\"four\")");
        assertThat(fail(thrown.toString()).output())
                .isEqualTo(
                        "shm: %s failed in code cell 2: java.lang.NumberFormatException: For input string: \"four\"%n"
                                .formatted(thrown));
    }

    @Test
    void shouldKeepTheOutputsOfANotebookThatTakesTooLong() throws IOException {
        String[] cells = new String[17];
        Arrays.fill(cells, "Thread.sleep(1_000);");
        cells[0] = "System.out.println(\"ear\" + \"lier\");";
        Path slow = Notebooks.write(directory.resolve("slow.ipynb"), cells);
        Path into = directory.resolve("out");
        String said = fail("--timeout", "3", "--output-dir", into.toString(), slow.toString())
                .output();
        assertThat(said)
                .contains("shm: %s took more than 15 s; give it more with --timeout%n".formatted(slow))
                .contains("wrote " + into.resolve("slow.ipynb"));
        assertThat(into.resolve("slow.ipynb")).content().contains("earlier");
    }

    @Test
    void shouldLeaveNothingBehindWhenItIsEndedByASignal() throws IOException {
        Path endless = Notebooks.write(directory.resolve("endless.ipynb"), "Thread.sleep(100_000);");
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        ChildJvm ended = Notebooks.command(endless.toString())
                .vm("-Djava.io.tmpdir=" + temporary)
                .through("env", "TMPDIR=" + temporary);
        try (RunningChild command = ended.start()) {
            Eventually.until("a kernel runs", () -> kernelOf(command.pid()).isPresent());
            ProcessHandle kernel = kernelOf(command.pid()).orElseThrow();
            ProcessHandle nbconvert = kernel.parent().orElseThrow();
            ChildJvm.Exit exit = command.terminate();
            assertThat(exit.code()).isEqualTo(143);
            assertThat(exit.output()).isEmpty();
            assertThat(nbconvert.isAlive() || kernel.isAlive()).isFalse();
            try (Stream<Path> left = Files.list(temporary)) {
                assertThat(left).noneMatch(path -> path.toString().matches(".*(shm-notebook|\\.json).*"));
            }
        }
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

    @Test
    void shouldLeaveNeitherNbconvertNorAKernelWhenItIsKilledItself() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "needs util-linux");
        Path endless = Notebooks.write(directory.resolve("endless.ipynb"), "Thread.sleep(100_000);");
        // What it cannot remove any more stays there.
        ChildJvm killed = Notebooks.command(endless.toString()).vm("-Djava.io.tmpdir=" + directory);
        try (RunningChild command = killed.start()) {
            Eventually.until("a kernel runs", () -> kernelOf(command.pid()).isPresent());
            ProcessHandle kernel = kernelOf(command.pid()).orElseThrow();
            ProcessHandle nbconvert = kernel.parent().orElseThrow();
            try {
                ProcessHandle.of(command.pid()).orElseThrow().destroyForcibly();
                Eventually.until("nbconvert has ended", () -> !nbconvert.isAlive());
                Eventually.until("the kernel has ended", () -> !kernel.isAlive());
            } finally {
                nbconvert.destroyForcibly();
                kernel.destroyForcibly();
            }
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
