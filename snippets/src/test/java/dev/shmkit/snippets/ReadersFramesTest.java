package dev.shmkit.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadersFramesTest {
    private static final String READER = "REPL.$JShell$11.do_it$";

    private static StackTraceElement[] frames(String... methods) {
        return Stream.of(methods)
                .map(method -> {
                    int dot = method.lastIndexOf('.');
                    return new StackTraceElement(method.substring(0, dot), method.substring(dot + 1), "File.java", 1);
                })
                .toArray(StackTraceElement[]::new);
    }

    private static void assertKept(StackTraceElement[] thrown, String... methods) {
        assertThat(ReadersFrames.of(thrown)).containsExactly(frames(methods));
    }

    @Test
    void shouldLeaveOutWhatShmkitDidAndWhatItCalled() {
        assertKept(
                frames(
                        "java.util.Optional.orElseThrow",
                        "dev.shmkit.SharedMemory.attach",
                        "dev.shmkit.dsl.Shm.x",
                        READER),
                READER);
    }

    @Test
    void shouldKeepWhatTheReaderCalledAlsoInsideOfALock() {
        assertKept(
                frames(
                        "java.lang.Integer.parseInt",
                        "REPL.$JShell$11.lambda$do_it$0",
                        "kotlin.jvm.internal.Lambda.invoke",
                        "dev.shmkit.SharedMemory.withLock",
                        "java.util.ArrayList.forEach",
                        READER),
                "java.lang.Integer.parseInt",
                "REPL.$JShell$11.lambda$do_it$0",
                "java.util.ArrayList.forEach",
                READER);
    }

    @Test
    void shouldKeepAllWhenNoneIsTheReaders() {
        assertKept(frames("dev.shmkit.X.y", "java.lang.Thread.run"), "dev.shmkit.X.y", "java.lang.Thread.run");
    }
}
