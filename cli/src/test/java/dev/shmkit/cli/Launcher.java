package dev.shmkit.cli;

import dev.shmkit.snippets.PromptExecution;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The launcher, in a home that looks to it as if all was built, with what is being tested on the class path. */
final class Launcher {
    static final Map<String, String> ENVIRONMENT = Map.of("JAVA_HOME", System.getProperty("java.home"));

    /** As the launcher makes it: glibc's, shared and of the kind that checks errors, on x86-64 and aarch64. */
    private static final byte[] FREE_MUTEX =
            ByteBuffer.allocate(4096).put(16, (byte) 130).array();

    private Launcher() {}

    /** Puts it into an empty folder and gives its path. */
    static Path prepare(Path home) throws IOException {
        Path tree = Path.of("").toAbsolutePath().resolveSibling("");
        for (String file : List.of(
                "shm",
                "pom.xml",
                "dsl/src/main/resources/dev/shmkit/dsl/startup.jsh",
                "cli/src/main/resources/dev/shmkit/cli/feedback.jsh")) {
            Files.createDirectories(home.resolve(file).resolveSibling(""));
            Files.copy(tree.resolve(file), home.resolve(file));
        }
        for (String module : List.of("api", "dsl", "jmx", "jconsole", "snippets", "cli", "notebooks")) {
            Files.createDirectories(home.resolve(module).resolve("target"));
            Files.createFile(home.resolve(module).resolve("pom.xml"));
        }
        Path state = Files.createDirectories(home.resolve("target/shm"));
        Files.writeString(state.resolve("classpath"), System.getProperty("java.class.path") + "\n");
        Files.writeString(state.resolve("jshell-classpath"), placeOf(PromptExecution.class) + "\n");
        Path sample = Files.write(state.resolve("sample"), FREE_MUTEX);
        Files.write(
                state.resolve("options"), List.of("--enable-native-access=ALL-UNNAMED", "-Dshmkit.warm-up=" + sample));
        // In the place of the folders for archives of classes: making one takes longer than these tests.
        Files.createFile(state.resolve("shm-archives"));
        Files.createFile(state.resolve("shm-jshell-archives"));
        Files.createFile(state.resolve("shm-jshell-plain-archives"));
        Files.createFile(state.resolve("shm-jshell-remote-archives"));
        Files.writeString(state.resolve("shm.built"), home.toAbsolutePath() + "\n");
        return home.resolve("shm");
    }

    private static String placeOf(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
