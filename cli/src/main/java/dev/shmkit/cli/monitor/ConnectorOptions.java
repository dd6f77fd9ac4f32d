package dev.shmkit.cli.monitor;

import dev.shmkit.jmx.remote.RemoteOptions;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a remote connector, as the agent's words. */
final class ConnectorOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

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
     * @throws ParameterException when the options make no sense together, whatever is in the files that they name
     * @throws IllegalArgumentException when the host is not known on this machine
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
                throw wrong("a connector needs a port: add --jmx 7091");
            }
            return "";
        }
        words.add("port=" + port);
        String text = String.join(",", words);
        requireSense(text);
        return text;
    }

    /** Looks into no file: what is wrong with one is a failure, and no wrong usage. */
    private void requireSense(String words) {
        try {
            RemoteOptions.parse(words);
        } catch (IllegalArgumentException e) {
            // Which names are known is the machine's affair.
            throw e.getCause() instanceof UnknownHostException ? e : wrong(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(command.commandLine(), problem);
    }

    /** Another JVM may have another working directory. */
    private static @Nullable Path absolute(@Nullable Path path) {
        return path == null ? null : path.toAbsolutePath();
    }

    private void add(List<String> words, String name, @Nullable Object value) {
        if (value == null) {
            return;
        }
        if (value.toString().contains(",")) {
            throw wrong("%s: a comma separates the agent's options; use another name".formatted(value));
        }
        words.add(name + "=" + value);
    }
}
