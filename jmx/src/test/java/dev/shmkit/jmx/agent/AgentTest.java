package dev.shmkit.jmx.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.ChildJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent where it fails; where it works is tried with the jars that are built, by the examples. */
class AgentTest {
    @TempDir
    Path directory;

    /** Some application. */
    static final class Application {
        public static void main(String[] args) {
            System.out.println("works: " + System.getProperty(Agent.RESULT));
        }
    }

    @Test
    void shouldLetAnApplicationRunThatLacksTheClassesOfTheAgent() throws IOException {
        Path classes = place(Agent.class);
        Path jar = directory.resolve("thin.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", Agent.class.getName());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file, manifest);
                Stream<Path> found = Files.walk(classes)) {
            for (Path path : found.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new JarEntry(classes.relativize(path).toString()));
                Files.copy(path, entries);
            }
        }
        String told = ChildJvm.of(Application.class)
                .vm("-javaagent:" + jar)
                .classPath(List.of(place(Application.class)))
                .run()
                .requireSuccess();
        assertThat(told.lines()).hasSize(2);
        assertThat(told)
                .contains("shmkit agent: no connector was opened: java.lang.NoClassDefFoundError: ")
                .contains("; load shmkit's jar whose name ends in -agent.jar, which has all classes\n")
                .contains("works: " + Agent.FAILED + "java.lang.NoClassDefFoundError: ");
    }

    private static Path place(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
}
