package dev.shmkit.cli.run;

import dev.shmkit.cli.Main;
import dev.shmkit.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Scripts in a folder, run in a JVM each, with a cache of their own. */
record Scripts(Path directory) {
    Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    ChildJvm.Exit run(Path script, String... args) throws IOException {
        return command().args(script.toString()).args(args).run();
    }

    ChildJvm.Exit runIn(Path folder, Path script) throws IOException {
        return ChildJvm.of(Main.class)
                .shortLived()
                .through("env", "-C", folder.toString(), "XDG_CACHE_HOME=" + directory)
                .args("run", script.toString())
                .run();
    }

    ChildJvm.Exit debug(Path script) throws IOException {
        return command().args("--debug", script.toString()).run();
    }

    private ChildJvm command() {
        return ChildJvm.of(Main.class)
                .shortLived()
                .through("env", "XDG_CACHE_HOME=" + directory)
                .args("run");
    }

    /** The folders of compiled scripts. */
    List<Path> cached() throws IOException {
        Path cache = directory.resolve("shmkit/scripts");
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(cache)) {
            return entries.toList();
        }
    }
}
