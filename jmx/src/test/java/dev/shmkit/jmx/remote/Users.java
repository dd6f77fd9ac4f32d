package dev.shmkit.jmx.remote;

import dev.shmkit.testing.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The users of a connector: a file of passwords, a file of roles, and how they log in. */
final class Users {
    static final String PASSWORD = "a password, with blanks";

    private final Path passwordFile;
    private final Path accessFile;

    Users(Path directory) throws IOException {
        passwordFile = secret(
                directory.resolve("password"),
                List.of("# users", "unlisted " + PASSWORD, "monitor " + PASSWORD, "control " + PASSWORD));
        accessFile = Files.write(directory.resolve("access"), List.of("monitor monitor", "control readwrite"));
        Files.setPosixFilePermissions(accessFile, PosixFilePermissions.fromString("rw-r--r--"));
    }

    static Path secret(Path file, List<String> lines) throws IOException {
        Files.write(file, lines);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    Path passwordFile() {
        return passwordFile;
    }

    Path accessFile() {
        return accessFile;
    }

    RemoteConnector open() throws IOException {
        return open(Ports.free());
    }

    RemoteConnector open(int port) throws IOException {
        return RemoteConnector.open(new RemoteOptions(
                port,
                RemoteOptions.LOOPBACK,
                Optional.of(passwordFile),
                Optional.of(accessFile),
                Optional.empty(),
                Optional.empty()));
    }

    @SuppressWarnings("BanJNDI") // A test's own connector.
    static JMXConnector login(JMXServiceURL url, String... credentials) throws IOException {
        return JMXConnectorFactory.connect(
                url, credentials.length == 0 ? Map.of() : Map.of(JMXConnector.CREDENTIALS, credentials));
    }
}
