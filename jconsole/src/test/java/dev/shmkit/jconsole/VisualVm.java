package dev.shmkit.jconsole;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shmkit.testing.DrivenWindow;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Debian's VisualVM on a display of its own, as it is for somebody who starts it for the first time. */
final class VisualVm extends DrivenWindow {
    private static final Path PROGRAM = Path.of("/usr/bin/visualvm");
    private static final Path DEFAULT_JAVA = Path.of("/usr/lib/jvm/default-java");

    private VisualVm(List<String> command) throws IOException {
        super(
                variable -> RunningChild.start(Stream.concat(Stream.of("env", variable), command.stream())
                        .toList()),
                "I Accept");
    }

    /** Where there is no VisualVM, the test is skipped. */
    static VisualVm start(Path directory, String... args) throws IOException {
        assumeTrue(Files.isExecutable(PROGRAM), "there is no VisualVM: install the package visualvm");
        assumeTrue(Files.exists(DEFAULT_JAVA), "VisualVM wants a JDK, 11 to 23, as " + DEFAULT_JAVA);
        List<String> command = List.of(
                PROGRAM.toString(),
                "--nosplash",
                "--userdir",
                directory.resolve("user").toString(),
                "--cachedir",
                directory.resolve("cache").toString(),
                "-J-javaagent:" + driver(directory) + "=netbeans");
        return new VisualVm(Stream.concat(command.stream(), Stream.of(args)).toList());
    }

    /** A jar that brings the classes of the driver along by naming where they are. */
    private static Path driver(Path directory) throws IOException {
        URI classes = Path.of("target/test-classes").toAbsolutePath().toUri();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classes.toString());
        manifest.getMainAttributes().putValue("Premain-Class", "dev.shmkit.jconsole.driver.DriverAgent");
        Path jar = directory.resolve("driver.jar");
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
        return jar;
    }
}
