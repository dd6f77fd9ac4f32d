package dev.shmkit.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same mistakes in every kind of script: one line that says where and what, and no stack trace. */
@ExtendWith(LeavesNothingBehind.class)
class BadScriptsTest {
    private static final String JAVA = """
            import static dev.shmkit.dsl.Shm.*;

            class Bad {
                public static void main(String[] args) {
                    %s;
                }
            }
            """;

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    bad.jsh  | 2 | layout("cpu").int33("done")            | int33
                    Bad.java | 5 | layout("cpu").int33("done")            | int33
                    bad.kts  | 2 | layout("cpu").int33("done")            | int33
                    bad.jsh  | 2 | layout("cpu").int32("done").field("don") | layout "cpu" has no field "don"; did you mean "done"?
                    Bad.java | 5 | layout("cpu").int32("done").field("don") | layout "cpu" has no field "don"; did you mean "done"?
                    bad.kts  | 2 | layout("cpu").int32("done").field("don") | layout "cpu" has no field "don"; did you mean "done"?
                    bad.jsh  | 2 | shm("bad-script").size("4 nonsense")   | size "4 nonsense" of region "bad-script" is not understood; write it like 4096
                    Bad.java | 5 | shm("bad-script").size("4 nonsense")   | size "4 nonsense" of region "bad-script" is not understood; write it like 4096
                    bad.kts  | 2 | shm("bad-script").size("4 nonsense")   | size "4 nonsense" of region "bad-script" is not understood; write it like 4096
                    """)
    void shouldFailWithOneLineThatNamesTheMistake(String name, int line, String mistake, String told)
            throws IOException {
        Scripts scripts = new Scripts(directory);
        Path script = scripts.write(name, name.endsWith(".java") ? JAVA.formatted(mistake) : "\n" + mistake + "\n");
        ChildJvm.Exit exit = scripts.run(script);
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output().lines())
                .singleElement()
                .asString()
                .contains(name + ":" + line + ": ", told)
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"bad.jsh, 2", "Bad.java, 5", "bad.kts, 2"})
    void shouldTellTheCausesInTheSameLine(String name, int line) throws IOException {
        String mistake = (name.endsWith(".kts") ? "throw " : "if (true) throw new ")
                + "RuntimeException(\"outer\", %sjava.io.IOException(\"inner\"))"
                        .formatted(name.endsWith(".kts") ? "" : "new ");
        Scripts scripts = new Scripts(directory);
        Path script = scripts.write(name, name.endsWith(".java") ? JAVA.formatted(mistake) : "\n" + mistake + "\n");
        ChildJvm.Exit exit = scripts.run(script);
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output().lines())
                .singleElement()
                .asString()
                .endsWith("%s:%d: java.lang.RuntimeException: outer (caused by java.io.IOException: inner)"
                        .formatted(name, line));
    }

    private static final String TOLD =
            "java.lang.IllegalArgumentException: uint32 of layout \"cpu\" has no bit field of 40 bits";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    bad.jsh|3|`
                    class L {
                        static final Layout CPU = layout("cpu").bits("busy", 40);
                    }
                    System.out.println(L.CPU)
                    `
                    bad.kts|3|`
                    object Cpu {
                        val layout = layout("cpu").bits("busy", 40)
                    }
                    println(Cpu.layout)
                    `
                    delegated.kts|3|`
                    // object Cpu has a mistake
                    private object Cpu : Layout("cpu") {
                        val busy by bits(40)
                    }
                    println(Cpu)
                    `
                    Bad.java|6|`
                    import static dev.shmkit.dsl.Shm.*;

                    class Bad {
                        static class L {
                            static final Object CPU = layout("cpu").bits("busy", 40);
                        }
                        public static void main(String[] args) {
                            System.out.println(L.CPU);
                        }
                    }
                    `
                    Main.java|5|`
                    import static dev.shmkit.dsl.Shm.*;

                    class Main {
                        static final Object CPU = layout("cpu").bits("busy", 40);
                        public static void main(String[] args) {
                            System.out.println(CPU);
                        }
                    }
                    `
                    """)
    void shouldNameTheMistakeInAStaticInitialiserAndNotTheUseOfItsClass(String name, int line, String text)
            throws IOException {
        Scripts scripts = new Scripts(directory);
        Path script = scripts.write(name, text);
        ChildJvm.Exit exit = scripts.run(script);
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output().lines()).singleElement().asString().endsWith("%s:%d: %s".formatted(name, line, TOLD));
        ChildJvm.Exit shown = scripts.debug(script);
        assertThat(shown.code()).isEqualTo(1);
        assertThat(shown.output()).contains(name + ":" + line + ": " + TOLD, "Layout.kt:");
    }
}
