package dev.shmkit.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

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
                class Count { static int n; }
                record Point(int x) {}
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
}
