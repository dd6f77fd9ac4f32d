package dev.shmkit.cli.run.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ThrownLineTest {
    @Test
    void shouldTellTheCauses() {
        assertThat(ThrownLine.of(new RuntimeException("outer", new IOException("inner"))))
                .isEqualTo("java.lang.RuntimeException: outer (caused by java.io.IOException: inner)");
        assertThat(ThrownLine.of(new RuntimeException("outer", new IOException("middle", new Error("inner")))))
                .isEqualTo("java.lang.RuntimeException: outer"
                        + " (caused by java.io.IOException: middle, caused by java.lang.Error: inner)");
        assertThat(ThrownLine.of(new RuntimeException("outer", new IOException())))
                .isEqualTo("java.lang.RuntimeException: outer (caused by java.io.IOException)");
    }

    @Test
    void shouldNotRepeatWhatTheOuterOneSays() {
        assertThat(ThrownLine.of(new RuntimeException(new IOException("inner"))))
                .isEqualTo("java.lang.RuntimeException: java.io.IOException: inner");
        assertThat(ThrownLine.of(new RuntimeException(new IOException())))
                .isEqualTo("java.lang.RuntimeException: java.io.IOException");
        assertThat(ThrownLine.of(new RuntimeException(new IOException("inner", new Error("deep")))))
                .isEqualTo("java.lang.RuntimeException: java.io.IOException: inner (caused by java.lang.Error: deep)");
        assertThat(ThrownLine.of(new Error("cannot read it: no", new IOException("no"))))
                .isEqualTo("java.lang.Error: cannot read it: no");
    }

    @Test
    void shouldTellOfManyCausesTheFirstAndTheLast() {
        Error chain = new Error("e90");
        for (int i = 89; i >= 10; i--) {
            chain = new Error("e" + i, chain);
        }
        assertThat(ThrownLine.of(chain))
                .isEqualTo("java.lang.Error: e10 (caused by java.lang.Error: e11, caused by java.lang.Error: e12,"
                        + " caused by …, caused by java.lang.Error: e90)");
    }

    @Test
    void shouldNotGoRoundInACircle() {
        Error outer = new Error("outer");
        outer.initCause(new Error("inner", outer));
        assertThat(ThrownLine.of(outer)).isEqualTo("java.lang.Error: outer (caused by java.lang.Error: inner)");
    }

    @Test
    void shouldStayOnOneLine() {
        assertThat(ThrownLine.of(new Error("one\n  two"))).isEqualTo("java.lang.Error: one two");
        assertThat(ThrownLine.of(new Error(" "))).isEqualTo("java.lang.Error");
    }
}
