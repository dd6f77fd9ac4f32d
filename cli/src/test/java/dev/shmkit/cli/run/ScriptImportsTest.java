package dev.shmkit.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code @file:Import} in a .main.kts. */
@ExtendWith(LeavesNothingBehind.class)
class ScriptImportsTest {
    @TempDir
    private Path directory = Path.of("");

    private Scripts scripts = new Scripts(Path.of(""));

    @BeforeEach
    void useTheDirectory() throws IOException {
        scripts = new Scripts(directory);
        Files.createDirectories(directory.resolve("lib"));
        scripts.write("lib/count.main.kts", """
                fun count(region: SharedMemory) = region.putLong(0, region.getLong(0) + 1).getLong(0)
                """);
    }

    private String failure(Path script) throws IOException {
        ChildJvm.Exit exit = scripts.run(script);
        assertThat(exit.code()).isEqualTo(1);
        return exit.output();
    }

    @Test
    void shouldUseTheFunctionsOfAFileBesideAndNoticeWhenItChanges() throws IOException {
        Path script = scripts.write("uses.main.kts", """
                @file:Import("lib/count.main.kts")
                println(shm(args[0]).size(64).temporary().withLock { count(this) + count(this) })
                """);
        String key = Keys.unique("imports");
        assertThat(scripts.run(script, key).requireSuccess()).isEqualTo("3\n");
        Path jar = scripts.cached().get(0).resolve("script.jar");
        FileTime compiled = Files.getLastModifiedTime(jar);
        assertThat(scripts.run(script, key).requireSuccess()).isEqualTo("3\n");
        assertThat(Files.getLastModifiedTime(jar)).isEqualTo(compiled);
        scripts.write("lib/count.main.kts", "fun count(region: SharedMemory) = region.size()\n");
        assertThat(scripts.run(script, key).requireSuccess()).isEqualTo("128\n");
        assertThat(scripts.cached()).hasSize(1);
        Files.delete(directory.resolve("lib/count.main.kts"));
        assertThat(failure(script)).startsWith("uses.main.kts:1: error: ").contains("lib/count.main.kts");
    }

    /** Also where jars of a repository, or of a whole path, are named: only other ones name what depends on the directory. */
    @Test
    void shouldCompileOnceForAllWorkingDirectories() throws IOException {
        Path jar = directory.resolve("empty.jar");
        new JarOutputStream(Files.newOutputStream(jar), new Manifest()).close();
        scripts.write("lib/jar.main.kts", "@file:DependsOn(\"%s\")\nval one = 1\n".formatted(jar));
        Path script = scripts.write("uses.main.kts", "@file:Import(\"lib/jar.main.kts\")\nprintln(one)\n");
        for (String place : new String[] {".", "lib"}) {
            assertThat(scripts.runIn(directory.resolve(place), script).requireSuccess())
                    .isEqualTo("1\n");
        }
        assertThat(scripts.cached()).hasSize(1);
        FileTime compiled = Files.getLastModifiedTime(scripts.cached().get(0).resolve("script.jar"));
        assertThat(scripts.runIn(Path.of("/"), script).requireSuccess()).isEqualTo("1\n");
        assertThat(Files.getLastModifiedTime(scripts.cached().get(0).resolve("script.jar")))
                .isEqualTo(compiled);
        scripts.write("lib/jar.main.kts", "@file:DependsOn(\"empty.jar\")\nval one = 2\n");
        assertThat(scripts.runIn(directory, script).requireSuccess()).isEqualTo("2\n");
        assertThat(scripts.runIn(directory.resolve("lib"), script).output())
                .isEqualTo("jar.main.kts:1: error: File 'empty.jar' not found\n");
    }

    @Test
    void shouldRunWhatSeveralImportOnceAndBeforeThem() throws IOException {
        scripts.write("lib/once.main.kts", "println(\"once ${args[0]}\")\nvar times = 0\n");
        scripts.write("lib/more.main.kts", "@file:Import(\"once.main.kts\")\ntimes++\nfun more() = ++times\n");
        Path script = scripts.write("both.main.kts", """
                @file:Import("lib/once.main.kts", "lib/more.main.kts")
                println("${more()} $times")
                """);
        assertThat(scripts.run(script, "told").requireSuccess()).isEqualTo("once told\n2 2\n");
    }

    @Test
    void shouldNameTheFileThatAnErrorIsIn() throws IOException {
        scripts.write("lib/bad.main.kts", "\nval x: Int = nosuch\n");
        Path wrong = scripts.write("wrong.main.kts", "@file:Import(\"lib/bad.main.kts\")\n\n\nprintln(x)\n");
        scripts.write("lib/throws.main.kts", "\n\nfun fail(): Nothing = error(\"boom\")\n");
        Path thrown = scripts.write("thrown.main.kts", "@file:Import(\"lib/throws.main.kts\")\nfail()\n");
        assertThat(failure(wrong)).isEqualTo("bad.main.kts:2: error: Unresolved reference 'nosuch'.\n");
        assertThat(failure(thrown)).isEqualTo("throws.main.kts:3: java.lang.IllegalStateException: boom\n");
        assertThat(failure(thrown)).isEqualTo("throws.main.kts:3: java.lang.IllegalStateException: boom\n");
    }

    @Test
    void shouldTellTwoScriptsOfOneTextApartThatStandBesideOtherFiles() throws IOException {
        String text = "@file:[\n    Import(\"name.main.kts\")\n]\nprintln(name)\n";
        for (String place : new String[] {"one", "two", "one"}) {
            Files.createDirectories(directory.resolve(place));
            scripts.write(place + "/name.main.kts", "val name = \"" + place + "\"\n");
            assertThat(scripts.run(scripts.write(place + "/same.main.kts", text))
                            .requireSuccess())
                    .isEqualTo(place + "\n");
        }
    }
}
