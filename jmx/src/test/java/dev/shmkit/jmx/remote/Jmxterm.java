package dev.shmkit.jmx.remote;

import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The real jmxterm in a process of its own, logged in as one user: runs commands up to the first that fails. */
final class Jmxterm {
    private static final Path JAR = Path.of("target/clients/jmxterm.jar").toAbsolutePath();

    private final String url;
    private final Path directory;

    /** The directory is for its scripts. */
    Jmxterm(RemoteConnector connector, Path directory) {
        this.url = connector.url().toString();
        this.directory = directory;
    }

    ChildJvm.Exit run(String user, String password, String... commands) throws IOException {
        Path script = Files.write(Files.createTempFile(directory, "script", ".jmxterm"), List.of(commands));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> jvm = List.of(java.toString(), "-Xmx64m", "-XX:+UseSerialGC", "-jar", JAR.toString());
        List<String> login = List.of("--url", url, "--user", user, "--password", password);
        List<String> input = List.of("--noninteract", "--exitonfailure", "--input", script.toString());
        try (RunningChild jmxterm = RunningChild.start(
                Stream.of(jvm, login, input).flatMap(List::stream).toList())) {
            return jmxterm.awaitExit();
        }
    }
}
