package dev.shmkit.jconsole;

import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The C program of the examples that plays a GEOPM process. No C compiler fails the test. */
final class CPeer {
    private static final Path SOURCE = Path.of("../examples/src/main/c/peer.c");
    private static final Path EXECUTABLE = Path.of("target/peer").toAbsolutePath();

    private CPeer() {}

    static void compile() throws IOException {
        Files.createDirectories(EXECUTABLE.getParent());
        run("cc", "-std=c11", "-O2", "-pthread", "-o", EXECUTABLE.toString(), SOURCE.toString());
    }

    static RunningChild start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(EXECUTABLE.toString()));
        command.addAll(List.of(args));
        return RunningChild.start(command);
    }

    /** To its end, which must be a good one. */
    static void run(String... command) throws IOException {
        try (RunningChild child = RunningChild.start(List.of(command))) {
            child.awaitExit().requireSuccess();
        }
    }

    static void create(String key) throws IOException {
        run(EXECUTABLE.toString(), "create", key, "64");
    }
}
