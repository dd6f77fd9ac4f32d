package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The C program that plays a GEOPM process, compiled once. No C compiler fails the test: without it nothing is proven. */
final class CPeer {
    private static final Path SOURCE = Path.of("src/main/c/peer.c");
    private static final Path EXECUTABLE = Path.of("target/peer");

    private CPeer() {}

    static Path executable() {
        return Compiled.EXECUTABLE;
    }

    private static final class Compiled {
        static final Path EXECUTABLE = compile();

        private static Path compile() {
            try {
                Files.createDirectories(CPeer.EXECUTABLE.toAbsolutePath().getParent());
            } catch (IOException e) {
                throw new AssertionError("no directory for the peer", e);
            }
            String warnings = Child.start(List.of(
                            "cc",
                            "-std=c11",
                            "-O2",
                            "-Wall",
                            "-Wextra",
                            "-Werror",
                            "-pthread",
                            "-o",
                            CPeer.EXECUTABLE.toString(),
                            SOURCE.toString()))
                    .exitsWith(0);
            assertThat(warnings).isEmpty();
            return CPeer.EXECUTABLE.toAbsolutePath();
        }
    }
}
