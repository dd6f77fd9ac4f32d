package dev.shmkit.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.cli.Main;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code shm run} in a JVM of its own, as the launcher starts it. */
@ExtendWith(LeavesNothingBehind.class)
class JShellScriptTest {
    private final String key = Keys.unique("script");

    @TempDir
    private Path directory = Path.of("");

    private ChildJvm.Exit run(String script, String... args) throws IOException {
        Path file = Files.writeString(directory.resolve("script.jsh"), script);
        return ChildJvm.of(Main.class)
                .shortLived()
                .args("run", file.toString())
                .args(args)
                .run();
    }

    @Test
    void shouldRunTheVerbsWithTheImportsDone() throws IOException {
        ChildJvm.Exit exit = run("""
                // comments and
                /* blank lines

                 */
                shm(args[0]).size(4096).secure().withLock(r -> r.putLong(0, 42))
                long v = shm(args[0]).withLock(r -> r.getLong(0))
                shm(args[0]).runLocked(r -> {
                    r.putLong(0, 1);
                    r.putLong(8, 2);
                })
                shm(args[0]).attach(Duration.ofSeconds(1)).close()
                System.out.println("v=" + v + " table=" + regions().toString().contains(args[0]))
                shm(args[0]).unlink()
                """, key);
        assertThat(exit.requireSuccess()).isEqualToIgnoringNewLines("v=42 table=true");
    }

    /** A class holds no text of 64 KiB, a method no array of so many. */
    @Test
    void shouldTakeArgumentsThatNoSnippetCouldHold() throws IOException {
        String[] args = new String[10_000];
        Arrays.fill(args, "@é\"\\u000a\n");
        args[0] = "long".repeat(20_000);
        ChildJvm.Exit exit = run("""
                System.out.println(args.length + " " + args[0].length() + " " + args[1].equals("@é\\"\\\\" + "u000a\\n"))
                """, args);
        assertThat(exit.requireSuccess()).isEqualTo("10000 80000 true\n");
    }

    /** Nor does the command read a file in their place. */
    @Test
    void shouldTakeArgumentsThatBeginWithAnAt() throws IOException {
        Path file = Files.writeString(directory.resolve("data"), "x y");
        ChildJvm.Exit exit = run("System.out.println(String.join(\" \", args))\n", "@" + file, "@@user", "@nosuch");
        assertThat(exit.requireSuccess()).isEqualTo("@%s @@user @nosuch%n".formatted(file));
    }

    /** As the compiler counts them. */
    @Test
    void shouldCountNoLineWhereOnlyAFormFeedIs() throws IOException {
        ChildJvm.Exit exit = run("int a = 1;\n\f\nString s = \"\u2028\";\r\nint b = nosuch;\n");
        assertThat(exit.output()).startsWith(directory + "/script.jsh:4: error: cannot find symbol");
    }

    @Test
    void shouldLetOneLineReleaseTheLockThatAnotherTook() throws IOException {
        ChildJvm.Exit exit = run("""
                var region = shm(args[0]).size(64).temporary().create()
                var lock = region.lock()
                System.out.println(region.lockState().state())
                lock.close()
                System.out.println(region.lockState().state())
                """, key);
        assertThat(exit.requireSuccess()).isEqualTo("HELD\nFREE\n");
    }

    @Test
    void shouldFailOnWhatDoesNotCompileAndNameTheLine() throws IOException {
        ChildJvm.Exit exit = run("int a = 1;\n\nint b = a +\n    nosuch;\nSystem.out.println(\"not reached\")\n");
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output())
                .contains("script.jsh:4: error: cannot find symbol")
                .doesNotContain("not reached");
        assertThat(exit.output().lines()).hasSize(1);
    }

    @Test
    void shouldFailOnAnExceptionAndNameTheLine() throws IOException {
        ChildJvm.Exit exit = run("shm(\"" + key + "\").attach()\nSystem.out.println(\"not reached\")\n");
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output().lines())
                .singleElement()
                .asString()
                .contains("script.jsh:1: dev.shmkit.RegionNotFoundException", key);
    }

    @Test
    void shouldNameTheLineThatFailedInAStatementOfSeveralLines() throws IOException {
        String script = """
                /* two
                   lines */
                int x = 1; /* and
                */ for (String text : args) {
                    System.out.println(text);

                    Integer.parseInt(text);
                }
                """;
        ChildJvm.Exit exit = run(script, "1", "one");
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output())
                .startsWith("1\none\n")
                .endsWith("script.jsh:7: java.lang.NumberFormatException: For input string: \"one\"\n");
    }

    @Test
    void shouldNameTheLineInTheMethodThatFailed() throws IOException {
        Path file = Files.writeString(directory.resolve("script.jsh"), """

                int half(int n) {
                    if (n == 0)
                        throw new IllegalStateException("none");
                    return n / 2;
                }
                List.of(1, 0).forEach(n -> {
                    half(n);
                });
                """);
        ChildJvm.Exit exit = ChildJvm.of(Main.class)
                .shortLived()
                .args("run", "--debug", file.toString())
                .run();
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output())
                .startsWith(file + ":4: java.lang.IllegalStateException: none\n")
                .contains(".half(" + file + ":4)\n", "(" + file + ":8)\n", "(" + file + ":7)\n")
                .doesNotContain("(#");
    }

    @Test
    void shouldFailOnAStatementThatDoesNotEnd() throws IOException {
        ChildJvm.Exit exit = run("if (true) {\n");
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output()).contains("does not end");
    }

    @Test
    void shouldFailOnAMethodThatUsesWhatIsNeverDefined() throws IOException {
        ChildJvm.Exit exit = run("int f() { return nosuch(); }\n");
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output()).contains("script.jsh:1", "nosuch");
    }

    @Test
    void shouldEndWithTheStatusThatTheScriptAsksFor() throws IOException {
        assertThat(run("/exit 7\n").code()).isEqualTo(7);
        assertThat(run("/exit\nnot reached").code()).isZero();
        assertThat(run("System.exit(9)\n").code()).isEqualTo(9);
    }

    @Test
    void shouldWaitForTheThreadsThatTheScriptStartedUnlessItExits() throws IOException {
        // The thread goes on once the script's own waits for others to end.
        String script = """
                var self = Thread.currentThread();
                var ended = new java.util.concurrent.atomic.AtomicBoolean();
                new Thread(() -> {
                    while (!ended.get() || self.getState() != Thread.State.WAITING) {
                        Thread.onSpinWait();
                    }
                    System.out.println("thread");
                }).start();
                System.out.println("end");
                """;
        assertThat(run(script + "ended.set(true);\n").requireSuccess()).isEqualTo("end\nthread\n");
        ChildJvm.Exit exit = run(script + "/exit 3\n");
        assertThat(exit.code()).isEqualTo(3);
        assertThat(exit.output()).isEqualTo("end\n");
    }

    @Test
    void shouldShowWhereAFailureComesFromWhenAsked() throws IOException {
        Path file = Files.writeString(directory.resolve("script.jsh"), "Objects.requireNonNull(null)\n");
        ChildJvm.Exit exit = ChildJvm.of(Main.class)
                .shortLived()
                .args("run", "--debug", file.toString())
                .run();
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output()).contains("script.jsh:1: java.lang.NullPointerException", "\tat ");
    }

    @Test
    void shouldFailOnAFileThatIsNotThereOrNoScript() throws IOException {
        for (String name : new String[] {"nosuch.jsh", "nosuch.java", "nosuch.kts", "nosuch.main.kts"}) {
            ChildJvm.Exit missing =
                    ChildJvm.of(Main.class).shortLived().args("run", name).run();
            assertThat(missing.code()).isEqualTo(1);
            assertThat(missing.output()).isEqualTo("shm: cannot run %s: there is no such file\n", name);
        }
        ChildJvm.Exit other =
                ChildJvm.of(Main.class).shortLived().args("run", "picture.png").run();
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.output())
                .isEqualTo("shm: cannot run picture.png: a script's name ends with .jsh, .java, .kts or .main.kts\n");
    }

    @Test
    void shouldHaveArgumentsAlsoWhenThereAreNone() throws IOException {
        String script = "System.out.println(args.length + String.join(\"|\", args))\n";
        assertThat(run(script).requireSuccess()).isEqualTo("0\n");
        assertThat(run(script, "a \"b\" \\u0041", "ü").requireSuccess()).isEqualTo("2a \"b\" \\u0041|ü\n");
    }

    @Test
    void shouldPassControlCharactersOn() throws IOException {
        ChildJvm.Exit exit = run("System.out.println(args[0].chars().boxed().toList())\n", "\r\n\t1\u001b\u007f");
        assertThat(exit.requireSuccess()).isEqualTo("[13, 10, 9, 49, 27, 127]\n");
    }

    @Test
    void shouldLetMethodsUseWhatIsDefinedFurtherDown() throws IOException {
        ChildJvm.Exit exit = run("""
                boolean even(int n) { return n == 0 || odd(n - 1); }
                boolean odd(int n) { return n != 0 && even(n - 1); }
                int twice() { return 2 * number(); }
                int number() { return 21; }
                System.out.println(even(10) + " " + twice())
                """);
        assertThat(exit.requireSuccess()).isEqualTo("true 42\n");
    }

    @Test
    void shouldFailOnACallThatComesTooEarlyAndNameTheLine() throws IOException {
        ChildJvm.Exit exit = run("""
                int twice() { return 2 * number(); }

                System.out.println(twice())
                int number() { return 21; }
                """);
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output().lines())
                .singleElement()
                .asString()
                .endsWith("script.jsh:3: error: cannot find method number(), which twice uses; define it further up");
    }

    @Test
    void shouldNameTheLineOfAMethodThatStillMissesSomethingAtTheEnd() throws IOException {
        ChildJvm.Exit exit = run("System.out.println(1)\n\nint f() { return nosuch(); }\nint g() { return 2; }\n");
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output()).startsWith("1\n").endsWith("script.jsh:3: error: cannot find method nosuch()\n");
    }

    @Test
    void shouldNameAnExceptionAloneWhenItHasNoMessage() throws IOException {
        ChildJvm.Exit exit = run("throw new RuntimeException()\n");
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output()).endsWith("script.jsh:1: java.lang.RuntimeException\n");
    }

    @Test
    void shouldEndWithTheStatusOfAnExpression() throws IOException {
        assertThat(run("int x = 4;\n/exit x\n").code()).isEqualTo(4);
        assertThat(run("/exit 2+3\n").code()).isEqualTo(5);
        assertThat(run("Integer one() { return 256 + 1; }\n/exit one() // as bash has it\n")
                        .code())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /exit "4"                    | error: /exit takes an int, which this is not: "4"
                    /exit (Integer) null         | error: /exit takes an int, which this is not: (Integer) null
                    /exit int x = 4;             | error: /exit takes an int, which this is not: int x = 4;
                    /exit System.gc()            | error: /exit takes an int, which this is not: System.gc()
                    /exit nosuch                 | error: cannot find symbol; symbol: variable nosuch
                    /exit 1 / 0                  | java.lang.ArithmeticException: / by zero
                    /exits                       | the JShell command /exits is not known here; only /exit is
                    """)
    void shouldFailOnAnExitThatIsNoStatus(String command, String told) throws IOException {
        ChildJvm.Exit exit = run("\n" + command + "\n");
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output().lines()).singleElement().asString().endsWith("script.jsh:2: " + told);
    }

    @Test
    void shouldNotMindAByteOrderMark() throws IOException {
        assertThat(run("\ufeff/exit 7\n").code()).isEqualTo(7);
        assertThat(run("\ufeffSystem.out.println(1)\n").requireSuccess()).isEqualTo("1\n");
    }
}
