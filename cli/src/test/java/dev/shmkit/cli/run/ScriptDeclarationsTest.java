package dev.shmkit.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Declarations of a JShell script: what later lines do to earlier ones. */
@ExtendWith(LeavesNothingBehind.class)
class ScriptDeclarationsTest {
    @TempDir
    private Path directory = Path.of("");

    private ChildJvm.Exit run(String script, String... args) throws IOException {
        Scripts scripts = new Scripts(directory);
        return scripts.run(scripts.write("script.jsh", script), args);
    }

    @Test
    void shouldKeepTheArgumentsOverImportsThatAreDoneAlready() throws IOException {
        ChildJvm.Exit exit = run("""
                import java.util.*;
                import java.nio.file.*;
                System.out.println(args.length + args[1]);
                """, "A", "B");
        assertThat(exit.requireSuccess()).isEqualTo("2B\n");
    }

    @Test
    void shouldKeepWhatVariablesAndClassesHoldOverImports() throws IOException {
        ChildJvm.Exit exit = run("""
                String s = "x";
                class Count { static Integer n = 0; }
                record Point(Integer x) {}
                Point p = new Point(3);
                Count.n++;

                import java.util.stream.*; // once more
                /* and
                   another */
                import static java.lang.Math.*;
                import static
                    java.lang.Math.*;
                import java.util.List;

                import java.nio.file.*;
                import java.nio.file.*;
                System.out.println(s + Count.n + p + max(args.length, 4));
                """);
        assertThat(exit.requireSuccess()).isEqualTo("x1Point[x=3]4\n");
    }

    @Test
    void shouldNameTheLineInAMethodAboveAnImport() throws IOException {
        ChildJvm.Exit exit = run("""
                int half(int n) {
                    if (n == 0)
                        throw new IllegalStateException("none");
                    return n / 2;
                }

                import java.util.*;
                import java.nio.file.*;
                half(0)
                """);
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output()).endsWith("script.jsh:3: java.lang.IllegalStateException: none\n");
    }

    @Test
    void shouldNameTheLineOfAnImportThatIsWrong() throws IOException {
        ChildJvm.Exit exit = run("\n\n// mistaken\nimport java.\n    utl.*;\n");
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output()).endsWith("script.jsh:4: error: package java.utl does not exist\n");
    }

    @Test
    void shouldLetTypesUseThoseThatAreDefinedFurtherDown() throws IOException {
        ChildJvm.Exit exit = run("""
                record Outer(int a, Inner i) {}
                Outer twice(Outer o) { return new Outer(2 * o.a(), o.i()); }
                record Inner(int b, Deep c) {}
                class More extends Less {}
                class Less {}
                enum Deep { YES }
                System.out.println(twice(new Outer(1, new Inner(2, Deep.YES))));
                System.out.println(new More() instanceof Less);
                """);
        assertThat(exit.requireSuccess()).isEqualTo("Outer[a=2, i=Inner[b=2, c=YES]]\ntrue\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    1|cannot find class Inr|`record Outer(Inr i) {}
                    record Inner(int b) {}
                    System.out.println(1);
                    `
                    2|cannot find class Inner, which Outer uses; define it further up|`record Outer(Inner i) {}
                    new Outer(null);
                    record Inner(int b) {}
                    `
                    3|cannot find class Deep, which f uses; define it further up|`record Outer(Inner i) {}
                    record Inner(Deep d) {} Outer f() { return null; }
                    f();
                    class Deep {}
                    `
                    1|cannot find class Inner|`record Outer(Inner i) {} // class Inner is missing
                    System.out.println();
                    `
                    3|illegal start of expression; a line cannot begin with the dot, end the line before with it|`
                    "text"
                        .strip()
                    `
                    """)
    void shouldSayWhatIsMissingAndWhere(int line, String told, String script) throws IOException {
        ChildJvm.Exit exit = run(script.replaceAll("(?m)^ {20}", ""));
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.output().strip()).endsWith("script.jsh:%d: error: %s".formatted(line, told));
    }
}
