package dev.shmkit.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts may be written in, and begin with. */
@ExtendWith(LeavesNothingBehind.class)
class ScriptSourceTest {
    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"\n\n\"é\"\n", "// nothing\n\n// é"})
    void shouldNameTheLineThatIsNotUtf8(String text) throws IOException {
        Path script = Files.write(directory.resolve("latin.jsh"), text.getBytes(StandardCharsets.ISO_8859_1));
        ChildJvm.Exit exit = new Scripts(directory).run(script);
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output()).isEqualTo("%s:3: error: this line is not UTF-8\n", script);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#!/opt/shm run\n", "\ufeff#!/opt/shm run\r\n"})
    void shouldTakeAFirstLineThatNamesAnInterpreter(String begin) throws IOException {
        Scripts scripts = new Scripts(directory);
        ChildJvm.Exit exit = scripts.run(scripts.write("script.jsh", begin + "System.out.println(1)\nnosuch\n"));
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output())
                .startsWith("1\n")
                .endsWith("script.jsh:3: error: cannot find symbol; symbol: variable nosuch\n");
    }

    @Test
    void shouldTakeSuchALineInAJavaProgramToo() throws IOException {
        Scripts scripts = new Scripts(directory);
        Path program = scripts.write("program.java", """
                #!/opt/shm run
                class Program {
                    public static void main(String[] args) {
                        System.out.println(1 / args.length);
                    }
                }
                """);
        assertThat(scripts.run(program, "one").requireSuccess()).isEqualTo("1\n");
        Path marked = scripts.write("marked.java", "\ufeff" + Files.readString(program));
        assertThat(scripts.run(marked, "one").requireSuccess()).isEqualTo("1\n");
        Path latin = Files.write(
                directory.resolve("latin.java"), "class A {\n// é\n}".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(scripts.run(latin).output()).isEqualTo("%s:2: error: this line is not UTF-8\n", latin);
        assertThat(scripts.run(program).output())
                .isEqualTo("program.java:4: java.lang.ArithmeticException: / by zero\n");
    }
}
