package dev.shmkit.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.SnippetEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InitialiserFailureTest {
    @Test
    void shouldFindWhatTheInnermostInitialiserThrew() {
        Exception thrown = new IllegalStateException("thrown");
        Throwable outer = new ExceptionInInitializerError(new ExceptionInInitializerError(thrown));
        assertThat(InitialiserFailure.cause(outer)).isSameAs(thrown);
        assertThat(InitialiserFailure.cause(thrown)).isSameAs(thrown);
    }

    @Test
    void shouldFindItInWhatJShellGives() {
        try (JShell shell = JShell.create()) {
            shell.eval("class Four { static int four = Integer.parseInt(\"four\"); }");
            List<SnippetEvent> events = shell.eval("Four.four");
            @Nullable JShellException failure = events.get(0).exception();
            assertThat(failure).isNotNull().hasMessage(null);
            assertThat(InitialiserFailure.cause(failure)).hasMessage("For input string: \"four\"");
        }
    }
}
