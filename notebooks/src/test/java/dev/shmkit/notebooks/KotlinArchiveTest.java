package dev.shmkit.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Ports;
import dev.shmkit.testing.RunningChild;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** The kernel runs on Java 17 only. */
@NeedsJupyter
@EnabledForJreRange(max = JRE.JAVA_17)
class KotlinArchiveTest {
    private static final String KERNEL = "org.jetbrains.kotlinx.jupyter.IkotlinKt";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void shouldMakeAnArchiveOnceThatTheKernelsJvmTakes() throws Exception {
        assertThat(install()).contains("shm: getting the Kotlin kernel ready").contains("shmkit-kotlin is installed");
        assertThat(install()).doesNotContain("getting the Kotlin kernel ready");
        List<String> command = kernelCommand();
        assertThat(command).anyMatch(option -> option.startsWith("-XX:SharedArchiveFile=" + directory));
        assertThat(whereTheKernelIs(command)).contains("source: shared objects file");
    }

    @Test
    void shouldAskForLargePagesWhereTheSystemGivesThem() throws Exception {
        installWithoutArchive();
        boolean given = !contentOf(new File("/sys/kernel/mm/transparent_hugepage/enabled"))
                .contains("[never]");
        List<String> command = kernelCommand();
        assertThat(command.contains("-XX:+UseTransparentHugePages")).isEqualTo(given);
        List<String> version = command.stream()
                .takeWhile(option -> !option.equals("-cp"))
                .collect(Collectors.toCollection(ArrayList::new));
        version.add("-version");
        try (RunningChild java = RunningChild.start(version)) {
            assertThat(java.awaitExit().requireSuccess())
                    .startsWith("openjdk version")
                    .doesNotContain("warning");
        }
    }

    /** Nothing but what our file has wrong makes the compiler load what tells of it. */
    @Test
    void shouldHaveTheCompilerReadAFileWhileTheKernelStarts() throws Exception {
        installWithoutArchive();
        Path connection = Files.writeString(
                directory.resolve("connection.json"),
                JSON.std.asString(Map.of(
                        "transport", "tcp",
                        "ip", "127.0.0.1",
                        "signature_scheme", "hmac-sha256",
                        "key", "key",
                        "shell_port", Ports.free(),
                        "stdin_port", Ports.free(),
                        "control_port", Ports.free(),
                        "hb_port", Ports.free(),
                        "iopub_port", Ports.free())));
        List<String> command = new ArrayList<>(kernelCommand());
        command.set(command.indexOf("{connection_file}"), connection.toString());
        command.add(1, "-Xlog:class+load:stdout:none");
        command.addAll(0, List.of("/usr/bin/env", "--unset=JPY_PARENT_PID"));
        try (RunningChild kernel = RunningChild.start(command)) {
            kernel.awaitLine("org.jetbrains.kotlin.cli.common.messages.AnalyzerWithCompilerReport$MyDiagnostic ");
        }
    }

    @Test
    void shouldEndTheCompilerAtThatFileWithoutAnyCode() throws Exception {
        installWithoutArchive();
        List<String> compiler = kernelCommand().stream()
                .takeWhile(option -> !option.equals(KotlinKernel.class.getName()))
                .collect(Collectors.toCollection(ArrayList::new));
        Path file =
                directory.resolve("share/jupyter/kernels/shmkit-kotlin/home").resolve(KotlinKernel.WRONG_FILE);
        Path working = Files.createDirectory(directory.resolve("working"));
        compiler.addAll(List.of(KotlinKernel.COMPILER, "-no-stdlib", "-no-reflect", file.toString()));
        compiler.addAll(0, List.of("/usr/bin/env", "--chdir=" + working));
        try (RunningChild java = RunningChild.start(compiler)) {
            ChildJvm.Exit exit = java.awaitExit();
            assertThat(exit.code()).as(exit.output()).isEqualTo(1);
            assertThat(exit.output()).contains(file + ":2:4: error: ");
        }
        try (Stream<Path> written = Files.list(working)) {
            assertThat(written).isEmpty();
        }
    }

    @Test
    void shouldInstallTheKernelWhenAnArchiveHasNoPlace() throws Exception {
        Files.writeString(directory.resolve("archives"), "");
        assertThat(install()).doesNotContain("getting the Kotlin kernel ready").contains("shmkit-kotlin is installed");
    }

    @Test
    void shouldInstallTheKernelWhenThereCanBeNoArchive() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThat(Notebooks.command("install", "--prefix", directory.toString())
                        .vm("-Dshmkit.kotlin.archives=" + directory.resolve("archives"))
                        .through("/usr/bin/env", "PATH=" + file)
                        .run()
                        .requireSuccess())
                .contains("the Kotlin kernel may take longer to start than it could: there is no jupyter-nbconvert")
                .contains("shmkit-kotlin is installed");
        assertThat(kernelCommand()).noneMatch(option -> option.contains("SharedArchiveFile"));
        try (Stream<Path> left = Files.list(directory.resolve("archives"))) {
            assertThat(left).isEmpty();
        }
    }

    private void installWithoutArchive() throws IOException {
        Files.writeString(directory.resolve("archives"), "");
        install();
    }

    private String install() throws IOException {
        return Notebooks.command("install", "--prefix", directory.toString())
                .vm("-Dshmkit.kotlin.archives=" + directory.resolve("archives"))
                .run()
                .requireSuccess();
    }

    private List<String> kernelCommand() throws Exception {
        Map<String, Object> spec = JSON.std.mapFrom(directory
                .resolve("share/jupyter/kernels/shmkit-kotlin/kernel.json")
                .toFile());
        return spec.get("argv") instanceof List<?> words
                ? words.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Where the kernel's JVM finds the kernel, or why it does not start: it must take the archive here. */
    private String whereTheKernelIs(List<String> command) throws Exception {
        List<String> alone = command.stream()
                .takeWhile(option -> !option.equals(KotlinKernel.class.getName()))
                .map(option -> option.equals("-Xshare:auto") ? "-Xshare:on" : option)
                .collect(Collectors.toCollection(ArrayList::new));
        alone.addAll(List.of("-Xlog:class+load", KERNEL));
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(alone)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            // It misses its arguments.
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return Files.readAllLines(output).stream()
                    .filter(line -> line.contains(KERNEL + " source:"))
                    .findFirst()
                    .orElseGet(() -> contentOf(output.toFile()));
        } finally {
            process.destroyForcibly();
        }
    }
}
