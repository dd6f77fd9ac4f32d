package dev.shmkit.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code shm run} with a Java program of one file. */
@ExtendWith(LeavesNothingBehind.class)
class JavaProgramTest {
    private final String key = Keys.unique("java");

    @TempDir
    private Path directory = Path.of("");

    private Scripts scripts = new Scripts(Path.of(""));

    @BeforeEach
    void useTheDirectory() {
        scripts = new Scripts(directory);
    }

    @Test
    void shouldRunTheFirstClassOfTheFileAndCompileItOnce() throws IOException {
        Path program = scripts.write("Any.java", """
                package some.where;

                import static dev.shmkit.dsl.Shm.shm;

                class First {
                    public static void main(String[] args) {
                        long v = shm(args[0]).size(64).temporary().withLock(r -> r.putLong(0, 42).getLong(0));
                        System.out.println(v + " " + Second.NAME + " " + args[1]);
                    }
                }

                interface Second {
                    String NAME = "second";
                }
                """);
        assertThat(scripts.run(program, key, "--help").requireSuccess()).isEqualTo("42 second --help\n");
        assertThat(scripts.run(program, key, "again").requireSuccess()).isEqualTo("42 second again\n");
        assertThat(scripts.cached()).hasSize(1);
    }

    @Test
    void shouldWaitForTheThreadsThatTheProgramStarted() throws IOException {
        Path program = scripts.write("Threads.java", """
                class Threads {
                    public static void main(String[] args) {
                        new Thread(() -> {
                            java.util.concurrent.locks.LockSupport.parkNanos(300_000_000L);
                            System.out.println("done");
                        }).start();
                    }
                }
                """);
        assertThat(scripts.run(program).requireSuccess()).isEqualTo("done\n");
    }

    @Test
    void shouldRunPublicClassesOfOtherNamesThanTheFile() throws IOException {
        String text = """
                public class Whatever {
                    public static void main(String[] args) {
                        System.out.println(Integer.parseInt(args[0]) + Other.ONE);
                    }
                }
                """;
        Path program = scripts.write("other-name.java", text + "public interface Other { int ONE = 1; }\n");
        assertThat(scripts.run(program, "4").requireSuccess()).isEqualTo("5\n");
        assertThat(scripts.run(program, "").output())
                .isEqualTo("other-name.java:3: java.lang.NumberFormatException: For input string: \"\"\n");
        Path wrong = scripts.write("wrong-name.java", text);
        assertThat(scripts.run(wrong).output()).startsWith("wrong-name.java:3: error: cannot find symbol");
    }

    @Test
    void shouldNameTheLineOfAnErrorAndKeepNothing() throws IOException {
        Path program = scripts.write("Wrong.java", "class Wrong {\n    int a = nosuch;\n    int b = \"\";\n}\n");
        ChildJvm.Exit exit = scripts.run(program);
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output())
                .startsWith("Wrong.java:2: error: cannot find symbol")
                .endsWith("(and 1 more)\n");
        assertThat(exit.output().lines()).hasSize(1);
        assertThat(scripts.cached()).isEmpty();
        ChildJvm.Exit shown = scripts.debug(program);
        assertThat(shown.code()).isEqualTo(1);
        assertThat(shown.output())
                .startsWith(exit.output() + "Wrong.java:3: error: incompatible types")
                .contains("\tat ");
    }

    @Test
    void shouldNameTheLineOfAnException() throws IOException {
        Path program = scripts.write("Throws.java", """
                class Throws {
                    public static void main(String[] args) {
                        throw new IllegalStateException("boom");
                    }
                }
                """);
        ChildJvm.Exit exit = scripts.run(program);
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output()).isEqualTo("Throws.java:3: java.lang.IllegalStateException: boom\n");
    }

    @Test
    void shouldSayThatThereIsNothingToRun() throws IOException {
        ChildJvm.Exit exit = scripts.run(scripts.write("None.java", "class None {}\n"));
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output()).isEqualTo("None.java:1: error: its first class, None, has no main method\n");
        ChildJvm.Exit empty = scripts.run(scripts.write("Empty.java", "// nothing\n"));
        assertThat(empty.code()).isEqualTo(1);
        assertThat(empty.output()).isEqualTo("Empty.java:1: error: there is no class in this file\n");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_25)
    void shouldRunAMainMethodWithoutAClass() throws IOException {
        Path program = scripts.write("compact.java", "void main() {\n    IO.println(\"compact\");\n}\n");
        assertThat(scripts.run(program).requireSuccess()).isEqualTo("compact\n");
    }

    @Test
    void shouldWaitForTheThreadsThatItsThreadsStarted() throws IOException {
        Path program = scripts.write("Relay.java", """
                class Relay {
                    public static void main(String[] args) {
                        start(() -> start(() -> start(() -> System.out.println("done"))));
                    }

                    static void start(Runnable body) {
                        new Thread(() -> {
                            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
                            body.run();
                        }).start();
                    }
                }
                """);
        assertThat(scripts.run(program).requireSuccess()).isEqualTo("done\n");
    }
}
