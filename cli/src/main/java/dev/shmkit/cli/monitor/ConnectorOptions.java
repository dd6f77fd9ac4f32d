package dev.shmkit.cli.monitor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a remote connector, as the agent's words. */
final class ConnectorOptions {
    @Option(names = "--jmx", paramLabel = "PORT", description = "Open a JMX connector on this one TCP port.")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Listen on this interface instead of 127.0.0.1; others need passwords and TLS.")
    private @Nullable String host;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Lines of \"user password\", mode 600. Without it everybody on this machine may read.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--access-file",
            paramLabel = "FILE",
            description =
                    "Lines of \"user monitor\" or \"user control\". Without it the user control may change things.")
    private @Nullable Path accessFile;

    @Option(names = "--key-store", paramLabel = "FILE", description = "A PKCS#12 file with the key for TLS.")
    private @Nullable Path keyStore;

    @Option(
            names = "--key-store-password-file",
            paramLabel = "FILE",
            description = "The key store's password in its first line, mode 600.")
    private @Nullable Path keyStorePasswordFile;

    /**
     * Writes the options as {@link dev.shmkit.jmx.remote.RemoteOptions#parse} reads them; nothing without a port.
     *
     * @throws IllegalArgumentException when there are options for a connector and no port
     */
    String words() {
        List<String> words = new ArrayList<>();
        add(words, "host", host);
        add(words, "passwordFile", absolute(passwordFile));
        add(words, "accessFile", absolute(accessFile));
        add(words, "keyStore", absolute(keyStore));
        add(words, "keyStorePasswordFile", absolute(keyStorePasswordFile));
        if (port == null) {
            if (!words.isEmpty()) {
                throw new IllegalArgumentException("a connector needs a port: add --jmx 7091");
            }
            return "";
        }
        words.add("port=" + port);
        return String.join(",", words);
    }

    /** Another JVM may have another working directory. */
    private static @Nullable Path absolute(@Nullable Path path) {
        return path == null ? null : path.toAbsolutePath();
    }

    private static void add(List<String> words, String name, @Nullable Object value) {
        if (value == null) {
            return;
        }
        if (value.toString().contains(",")) {
            throw new IllegalArgumentException(
                    "%s: a comma separates the agent's options; use another name".formatted(value));
        }
        words.add(name + "=" + value);
    }
}
