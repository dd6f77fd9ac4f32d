package dev.shmkit.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code shm run} with .kts and .main.kts: compiled by the real compiler, in a process of its own. */
@ExtendWith(LeavesNothingBehind.class)
class KotlinScriptTest {
    private final String key = Keys.unique("kotlin");

    @TempDir
    private Path directory = Path.of("");

    private Scripts scripts = new Scripts(Path.of(""));

    @BeforeEach
    void useTheDirectory() {
        scripts = new Scripts(directory);
    }

    @Test
    void shouldRunTheVerbsWithTheImportsDoneAndPassArguments() throws IOException {
        Path script = scripts.write("verbs.kts", """
                shm(args[0]).size("4 KiB").secure().withLock { putLong(0, 42) }
                val v: Long = shm(args[0]).withLock { getLong(0) }
                shm(args[0]).attach(1.seconds).use { println("${it.size()} $v ${args.drop(1)}") }
                shm(args[0]).unlink()
                """);
        assertThat(scripts.run(script, key, "--debug", "b c").requireSuccess()).isEqualTo("4096 42 [--debug, b c]\n");
    }

    @Test
    void shouldCompileOnceUntilTheScriptChanges() throws IOException {
        Path script = scripts.write("once.kts", "println(\"first\")\n");
        assertThat(scripts.run(script).requireSuccess()).isEqualTo("first\n");
        assertThat(scripts.cached()).hasSize(1);
        Path jar = scripts.cached().get(0).resolve("script.jar");
        FileTime compiled = Files.getLastModifiedTime(jar);
        assertThat(scripts.run(script).requireSuccess()).isEqualTo("first\n");
        assertThat(Files.getLastModifiedTime(jar)).isEqualTo(compiled);
        scripts.write("once.kts", "println(\"second\")\n");
        assertThat(scripts.run(script).requireSuccess()).isEqualTo("second\n");
        assertThat(scripts.cached()).hasSize(2);
    }

    @Test
    void shouldForgetWhatNobodyHasRunForAMonth() throws IOException {
        Path script = scripts.write("old.kts", "println(1)\n");
        scripts.run(script).requireSuccess();
        Path old = scripts.cached().get(0);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(31L * 24 * 3600)));
        scripts.write("old.kts", "println(2)\n");
        scripts.run(script).requireSuccess();
        assertThat(scripts.cached()).hasSize(1).doesNotContain(old);
    }

    /** The compiler itself fails, and says nothing that helps. */
    @Test
    void shouldSayWhatToWriteInsteadOfIncrementingAnElement() throws IOException {
        Path script = scripts.write("count.kts", "val counts = IntArray(3)\ncounts[1]++\nprintln(counts[1])\n");
        ChildJvm.Exit exit = scripts.run(script);
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output())
                .startsWith("count.kts:1: error: the Kotlin compiler failed, probably on x[i]++")
                .contains("write x[i] += 1 or x[i] -= 1")
                .hasLineCount(1);
        scripts.write("count.kts", "val counts = IntArray(3)\ncounts[1] += 1\nprintln(counts.toList())\n");
        assertThat(scripts.run(script).requireSuccess()).contains("[0, 1, 0]");
    }

    @Test
    void shouldNameTheLineOfAnErrorAndKeepNothing() throws IOException {
        Path script = scripts.write("wrong.kts", "val a = 1\n\nval b: Int = nosuch\nval c: Int = \"\"\n");
        ChildJvm.Exit exit = scripts.run(script);
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output()).isEqualTo("wrong.kts:3: error: Unresolved reference 'nosuch'. (and 1 more)\n");
        assertThat(scripts.cached()).isEmpty();
        ChildJvm.Exit shown = scripts.debug(script);
        assertThat(shown.code()).isEqualTo(1);
        assertThat(shown.output())
                .startsWith(exit.output() + "wrong.kts:4: error: ")
                .contains("String", "\tat ");
    }

    /** See ShmDsl, which the receivers of both bodies are marked with. */
    @Test
    void shouldKeepAMarkedReceiversMembersOutOfTheBodyOfALock() throws IOException {
        String builder = """
                @ShmDsl class Report { fun add(value: Long) = println(value) }
                fun report(body: Report.() -> Unit) = Report().body()
                report {
                    shm("%s").size(64).temporary().withLock { %s(getLong(0)) }
                }
                """;
        Path bare = scripts.write("bare.kts", builder.formatted(key, "add"));
        ChildJvm.Exit exit = scripts.run(bare);
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output()).startsWith("bare.kts:4: error: ").contains("implicit receiver");
        Path named = scripts.write("named.kts", builder.formatted(key, "this@report.add"));
        assertThat(scripts.run(named).requireSuccess()).isEqualTo("0\n");
    }

    @Test
    void shouldNameTheLineOfAnExceptionAlsoWhenCached() throws IOException {
        Path script = scripts.write("throws.main.kts", """
                fun fail(): Nothing = error("boom")

                if (args.isEmpty()) {
                    listOf(1).forEach { fail() }
                }
                """);
        for (int time = 0; time < 2; time++) {
            ChildJvm.Exit exit = scripts.run(script);
            assertThat(exit.code()).isEqualTo(1);
            assertThat(exit.output()).isEqualTo("throws.main.kts:1: java.lang.IllegalStateException: boom\n");
        }
    }

    @Test
    void shouldFindAJarThatTheScriptDependsOn() throws IOException {
        Path jar = directory.resolve("answers.jar");
        writeAnswer(jar, "4");
        Path script = scripts.write("depends.main.kts", """
                @file:DependsOn("%s")
                println(Thread.currentThread().contextClassLoader.getResource("answer.txt")!!.readText())
                """.formatted(jar));
        assertThat(scripts.run(script).requireSuccess()).isEqualTo("4\n");
        Files.move(jar, directory.resolve("moved.jar"));
        ChildJvm.Exit gone = scripts.run(script);
        assertThat(gone.code()).isEqualTo(1);
        assertThat(gone.output()).startsWith("depends.main.kts:1: error:").contains("answers.jar");
    }

    /** Not one of the same name that was there when it was compiled, or is in another place. */
    @Test
    void shouldUseTheJarThatIsThereNow() throws IOException {
        String text = """
                @file:DependsOn("answers.jar")
                println(Thread.currentThread().contextClassLoader.getResource("answer.txt")!!.readText())
                """;
        for (String place : List.of("a", "b")) {
            Files.createDirectory(directory.resolve(place));
            writeAnswer(directory.resolve(place).resolve("answers.jar"), place);
            scripts.write(place + "/depends.main.kts", text);
        }
        assertThat(runIn("a")).isEqualTo("a\n");
        assertThat(runIn("b")).isEqualTo("b\n");
        List<Path> compiled = scripts.cached();
        assertThat(runIn("a")).isEqualTo("a\n");
        assertThat(scripts.cached()).as("both are kept").containsExactlyInAnyOrderElementsOf(compiled);
        writeAnswer(directory.resolve("a/answers.jar"), "another");
        assertThat(runIn("a")).isEqualTo("another\n");
        assertThat(runIn("b")).isEqualTo("b\n");
    }

    private String runIn(String place) throws IOException {
        return scripts.runIn(directory.resolve(place), Path.of("depends.main.kts"))
                .requireSuccess();
    }

    private static void writeAnswer(Path jar, String answer) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("answer.txt"));
            out.write(answer.getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
    }

    @Test
    void shouldEndWithTheStatusThatTheScriptAsksFor() throws IOException {
        Path script = scripts.write("status.kts", "kotlin.system.exitProcess(args[0].toInt())\n");
        assertThat(scripts.run(script, "9").code()).isEqualTo(9);
    }

    @Test
    void shouldWaitForTheThreadsThatTheScriptStarted() throws IOException {
        Path script = scripts.write("threads.kts", """
                class Answer(val text: String)

                kotlin.concurrent.thread {
                    Thread.sleep(300)
                    println(Answer("done").text)
                }
                """);
        assertThat(scripts.run(script).requireSuccess()).isEqualTo("done\n");
    }
}
