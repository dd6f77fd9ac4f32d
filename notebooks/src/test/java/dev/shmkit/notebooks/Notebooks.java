package dev.shmkit.notebooks;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.shmkit.notebooks.command.Main;
import dev.shmkit.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts the notebook command as the launcher does, and writes small notebooks for it. */
final class Notebooks {
    private static final Path KOTLIN_KERNEL = Path.of("kotlin-kernel/target/classpath.txt");

    private Notebooks() {}

    static ChildJvm command(String... args) {
        ChildJvm command = ChildJvm.of(Main.class).args("notebook").args(args);
        return Runtime.version().feature() == 17
                ? command.vm("-Dshmkit.kotlin.kernel=" + KOTLIN_KERNEL.toAbsolutePath())
                : command;
    }

    static boolean haveJupyter() {
        return System.getenv("CI") != null || Files.isExecutable(Path.of("/usr/bin/jupyter-nbconvert"));
    }

    static Path write(Path file, String... cells) throws IOException {
        return writeFor("shmkit-java", file, cells);
    }

    static Path writeFor(String kernelName, Path file, String... cells) throws IOException {
        List<Map<String, Object>> content = List.of(cells).stream()
                .map(source -> Map.of(
                        "cell_type",
                        "code",
                        "metadata",
                        Map.of(),
                        "outputs",
                        List.of(),
                        "execution_count",
                        1,
                        "source",
                        source))
                .toList();
        Map<String, String> kernel = Map.of("name", kernelName, "display_name", kernelName, "language", "java");
        return Files.writeString(
                file,
                JSON.std.asString(Map.of(
                        "cells",
                        content,
                        "metadata",
                        Map.of("kernelspec", kernel),
                        "nbformat",
                        4,
                        "nbformat_minor",
                        4)));
    }
}
