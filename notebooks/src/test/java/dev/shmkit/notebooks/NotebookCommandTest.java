package dev.shmkit.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.shmkit.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookCommandTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void shouldInstallTheKernelSpecs() throws IOException {
        ChildJvm.Exit exit =
                Notebooks.command("install", "--prefix", directory.toString()).run();
        assertThat(exit.requireSuccess()).contains("shmkit-java is installed in " + directory, "shmkit-kotlin");
        Map<String, Object> spec =
                JSON.std.mapFrom(Files.readString(directory.resolve("share/jupyter/kernels/shmkit-java/kernel.json")));
        assertThat(spec).containsEntry("language", "java").containsEntry("interrupt_mode", "message");
        assertThat(String.valueOf(spec.get("argv")))
                .contains(JavaKernel.class.getName(), "{connection_file}", "-Dshmkit.progress=always");
    }

    @Test
    void shouldCallItselfAsItIsCalled() throws IOException {
        assertThat(Notebooks.command("--help").run().requireSuccess()).startsWith("Usage: shm notebook [");
        assertThat(Notebooks.command("install", "--help").run().requireSuccess())
                .startsWith("Usage: shm notebook install [");
    }

    @Test
    void shouldInstallForTheUser() throws IOException {
        ChildJvm.Exit exit = Notebooks.command("install")
                .through("env", "JUPYTER_DATA_DIR=" + directory)
                .run();
        exit.requireSuccess();
        assertThat(directory.resolve("kernels/shmkit-java/kernel.json")).isNotEmptyFile();
    }

    /** As Jupyter does, what is empty is not set. */
    @Test
    void shouldInstallWhereJupyterLooks() throws IOException {
        Notebooks.command("install")
                .through("env", "JUPYTER_DATA_DIR=", "XDG_DATA_HOME=", "HOME=" + directory)
                .run()
                .requireSuccess();
        Path spec = directory.resolve(".local/share/jupyter/kernels/shmkit-java/kernel.json");
        assertThat(spec).content().contains("-XX:+UseSerialGC", "-Djava.awt.headless=true");
        Notebooks.command("install")
                .through("env", "JUPYTER_DATA_DIR=" + directory, "JDK_JAVA_OPTIONS=-XX:+UseSerialGC")
                .run()
                .requireSuccess();
        assertThat(directory.resolve("kernels/shmkit-java/kernel.json"))
                .content()
                .as("a JVM refuses two collectors")
                .doesNotContain("UseSerialGC");
    }

    @Test
    void shouldRefuseATimeThatIsNone() throws IOException {
        for (String timeout : List.of("0", "-1", "long")) {
            ChildJvm.Exit exit =
                    Notebooks.command("--timeout=" + timeout, "x.ipynb").run();
            assertThat(exit.code()).as(timeout).isEqualTo(2);
            assertThat(exit.output()).contains("--timeout").hasLineCount(1);
        }
    }

    @Test
    void shouldRefuseWhatIsNoNotebook() throws IOException {
        ChildJvm.Exit missing = Notebooks.command("nosuch.ipynb").run();
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.output()).isEqualTo("shm: cannot run nosuch.ipynb: there is no such file\n");
        ChildJvm.Exit second = Notebooks.command("../notebooks/first-steps-java.ipynb", "nosuch.ipynb")
                .run();
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.output())
                .as("before the first is executed")
                .isEqualTo("shm: cannot run nosuch.ipynb: there is no such file; not executed: 1 notebook\n");
        ChildJvm.Exit other = Notebooks.command("pom.xml").run();
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.output()).isEqualTo("shm: cannot run pom.xml: a notebook's name ends with .ipynb\n");
        Path broken = Files.writeString(directory.resolve("broken.ipynb"), "{");
        assertThat(Notebooks.command(broken.toString()).run().output())
                .isEqualTo("shm: cannot run %s: it is no notebook%n".formatted(broken));
        assertThat(Notebooks.command().run().code()).isEqualTo(2);
    }

    @Test
    void shouldPrintTheVersion() throws IOException {
        for (String[] line : new String[][] {{"--version"}, {"install", "--version"}}) {
            assertThat(Notebooks.command(line).run().requireSuccess().lines())
                    .singleElement()
                    .asString()
                    .startsWith("shmkit ");
        }
    }

    @Test
    void shouldSayHowToGetJupyter() throws IOException {
        ChildJvm.Exit exit = Notebooks.command("first-steps-java.ipynb")
                .through("/usr/bin/env", "PATH=" + directory)
                .run();
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output()).startsWith("shm: there is no jupyter-nbconvert; install it with 'apt-get install");
    }

    @Test
    void shouldSayWhatCannotBeWrittenAndWhy() throws IOException {
        ChildJvm.Exit nowhere =
                Notebooks.command("install", "--prefix", "/proc/nope").run();
        assertThat(nowhere.code()).isEqualTo(1);
        assertThat(nowhere.output())
                .startsWith("shm: cannot write to /proc/nope")
                .endsWith(": it does not exist, or nothing can be made there\n")
                .hasLineCount(1);
        Path file = Files.writeString(directory.resolve("afile"), "");
        assertThat(Notebooks.command("install", "--prefix", file.toString())
                        .run()
                        .output())
                .startsWith("shm: cannot write to " + file)
                .endsWith(": Not a directory\n")
                .hasLineCount(1);
    }

    @Test
    void shouldMakeControlCharactersHarmless() throws IOException {
        ChildJvm.Exit failed = Notebooks.command("no\u001b[2Jsuch\n.ipynb").run();
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.output()).isEqualTo("shm: cannot run no?[2Jsuch .ipynb: there is no such file\n");
        ChildJvm.Exit wrong = Notebooks.command("--no\u001b[2Jsuch").run();
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.output()).contains("no?[2Jsuch").doesNotContain("\u001b");
    }
}
