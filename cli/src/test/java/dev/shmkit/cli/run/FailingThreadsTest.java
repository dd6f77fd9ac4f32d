package dev.shmkit.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A script fails when one of its threads does. */
@ExtendWith(LeavesNothingBehind.class)
class FailingThreadsTest {
    @TempDir
    private Path directory = Path.of("");

    private Scripts scripts = new Scripts(Path.of(""));

    @BeforeEach
    void useTheDirectory() {
        scripts = new Scripts(directory);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    bad.jsh|3|`int half(int n) {
                        if (n == 0)
                            throw new IllegalStateException("boom", new java.io.IOException("disk"));
                        return n / 2;
                    }

                    for (int i = 0; i < 1; i++) {
                        var worker = new Thread(() -> half(0), "worker");
                        worker.start();
                        worker.join();
                    }
                    System.out.println("goes on")
                    /exit
                    `
                    Bad.java|4|`class Bad {
                        public static void main(String[] args) throws Exception {
                            var worker = new Thread(() -> {
                                throw new IllegalStateException("boom", new java.io.IOException("disk"));
                            }, "worker");
                            worker.start();
                            worker.join();
                            System.out.println("goes on");
                        }
                    }
                    `
                    bad.kts|2|`val worker = kotlin.concurrent.thread(name = "worker") {
                        throw IllegalStateException("boom", java.io.IOException("disk"))
                    }
                    worker.join()
                    println("goes on")
                    `
                    bad.main.kts|2|`val worker = kotlin.concurrent.thread(name = "worker") {
                        throw IllegalStateException("boom", java.io.IOException("disk"))
                    }
                    worker.join()
                    println("goes on")
                    `
                    """)
    void shouldTellItInOneLineGoOnAndFail(String name, int line, String text) throws IOException {
        Path script = scripts.write(name, text);
        String told =
                "%s:%d: in thread \"worker\": java.lang.IllegalStateException: boom (caused by java.io.IOException: disk)"
                        .formatted(name, line);
        ChildJvm.Exit exit = scripts.run(script);
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output().lines())
                .hasSize(2)
                .anySatisfy(each -> assertThat(each).endsWith(told))
                .contains("goes on");
        ChildJvm.Exit shown = scripts.debug(script);
        assertThat(shown.code()).isEqualTo(1);
        assertThat(shown.output()).contains(told, "\tat ", "(" + inFrame(script) + ":" + line + ")", "Caused by: ");
    }

    /** JShell scripts are named there as they were on the command line. */
    private static String inFrame(Path script) {
        return script.toString().endsWith(".jsh")
                ? script.toString()
                : script.getFileName().toString();
    }

    @Test
    void shouldNameTheLinesOfSnippetsThatOthersComplete() throws IOException {
        ChildJvm.Exit exit = scripts.run(scripts.write("updated.jsh", """

                class Outer {
                    int twice(int n) {
                        if (n < 0)
                            throw new IllegalArgumentException("negative");
                        return 2 * one(n);
                    }
                }
                int one(int n) {
                    int none = 0;
                    return n / none;
                }
                import java.net.*
                void start(Runnable task) throws InterruptedException {
                    Thread thread = new Thread(task);
                    thread.start();
                    thread.join();
                }
                start(() -> new Outer().twice(-1))
                start(() -> new Outer().twice(1))
                start(() -> {
                    Objects.requireNonNull(null);
                })
                """));
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output().lines().map(line -> line.replaceFirst("^.*/updated", "updated")))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("updated.jsh:5: "),
                        second -> assertThat(second).startsWith("updated.jsh:11: "),
                        third -> assertThat(third).startsWith("updated.jsh:22: "));
    }

    @Test
    void shouldLeaveThemToTheScriptsOwnHandler() throws IOException {
        ChildJvm.Exit exit = scripts.run(scripts.write("Own.java", """
                class Own {
                    public static void main(String[] args) {
                        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> System.out.println("own"));
                        new Thread(() -> { throw new IllegalStateException("boom"); }).start();
                    }
                }
                """));
        assertThat(exit.requireSuccess()).isEqualTo("own\n");
    }

    @Test
    void shouldEndWithTheStatusThatTheScriptAsksFor() throws IOException {
        ChildJvm.Exit exit = scripts.run(scripts.write("status.jsh", """
                var worker = new Thread(() -> { throw new IllegalStateException("boom"); })
                worker.start()
                worker.join()
                /exit 7
                """));
        assertThat(exit.code()).isEqualTo(7);
        assertThat(exit.output().lines()).singleElement().asString().contains("status.jsh:1: in thread ");
    }
}
