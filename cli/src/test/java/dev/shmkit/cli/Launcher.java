package dev.shmkit.cli;

import dev.shmkit.SharedMemory;
import dev.shmkit.snippets.WarmUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The launcher, in a home that looks to it as if all was built, with what is being tested on the class path. */
final class Launcher {
    static final Map<String, String> ENVIRONMENT = Map.of("JAVA_HOME", System.getProperty("java.home"));

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
        Files.writeString(state.resolve("jshell-classpath"), snippets(state.resolve("snippets.jar")) + "\n");
        String sample = Files.createDirectory(state.resolve("sample")).toAbsolutePath() + "/region";
        SharedMemory.create(sample, 64).close();
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

    /** As the module's jar is: with what the prompt and its agent are made of. */
    private static Path snippets(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(
                Attributes.Name.CLASS_PATH,
                WarmUp.class.getProtectionDomain().getCodeSource().getLocation().toString());
        attributes.putValue("Premain-Class", WarmUp.class.getName());
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }
}
