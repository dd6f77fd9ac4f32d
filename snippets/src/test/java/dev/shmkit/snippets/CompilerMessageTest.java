package dev.shmkit.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.jshell.Diag;
import jdk.jshell.JShell;
import org.junit.jupiter.api.Test;

class CompilerMessageTest {
    @Test
    void shouldSayOnOneLineWhatIsWrongAndNotInWhichClassOfJShell() {
        try (JShell shell = JShell.create()) {
            Diag error = shell.diagnostics(shell.eval("missing(1)").get(0).snippet())
                    .findFirst()
                    .orElseThrow();
            assertThat(CompilerMessage.of(error)).isEqualTo("cannot find symbol; symbol: method missing(int)");
        }
    }

    @Test
    void shouldNotListTheOverloadsThatDoNotSuit() {
        try (JShell shell = JShell.create()) {
            Diag error = shell.diagnostics(
                            shell.eval("Integer.valueOf(1.5)").get(0).snippet())
                    .findFirst()
                    .orElseThrow();
            assertThat(CompilerMessage.of(error)).isEqualTo("no suitable method found for valueOf(double)");
        }
    }
}
