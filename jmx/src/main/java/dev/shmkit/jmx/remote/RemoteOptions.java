package dev.shmkit.jmx.remote;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How to open the connector. Immutable.
 *
 * @param port the one TCP port, 1 to 65535
 * @param host the interface to listen on, by name or address
 * @param passwordFile lines of {@code user password}, as the JDK's jmxremote.password; only its owner may have permissions
 * @param accessFile lines of {@code user monitor} or {@code user control}; without it the user {@code control} has control and
 *     every other one may read
 * @param keyStore a PKCS#12 file with the server's key and certificate, for TLS
 * @param keyStorePasswordFile the file whose first line is the key store's password
 */
public record RemoteOptions(
        int port,
        String host,
        Optional<Path> passwordFile,
        Optional<Path> accessFile,
        Optional<Path> keyStore,
        Optional<Path> keyStorePasswordFile) {
    /** Where the connector listens unless it is told otherwise. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final int LAST_PORT = 65_535;
    private static final Set<String> KNOWN =
            new TreeSet<>(Set.of("port", "host", "passwordFile", "accessFile", "keyStore", "keyStorePasswordFile"));

    /**
     * Checks that the connector would be safe.
     *
     * @param port the one TCP port
     * @param host the interface to listen on
     * @param passwordFile the users' passwords
     * @param accessFile the users' roles
     * @param keyStore the server's key, for TLS
     * @param keyStorePasswordFile the key store's password
     * @throws IllegalArgumentException when a part is missing: TLS and passwords beyond the loopback interface, the key store's
     *     password, passwords for the users of the access file; or the port is none, or the host every address
     */
    public RemoteOptions {
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("port %d is none; give one from 1 to %d".formatted(port, LAST_PORT));
        }
        if (!address(host).isLoopbackAddress() && (passwordFile.isEmpty() || keyStore.isEmpty())) {
            throw new IllegalArgumentException(
                    "host %s can be reached from other machines: give a password file and a key store, or listen on %s"
                            .formatted(host, LOOPBACK));
        }
        if (address(host).isAnyLocalAddress()) {
            throw new IllegalArgumentException(
                    "host %s stands for all addresses of this machine, and clients would be told to connect to it: name the address that clients use"
                            .formatted(host));
        }
        if (accessFile.isPresent() && passwordFile.isEmpty()) {
            throw new IllegalArgumentException("an access file names users, who need passwords: give a password file");
        }
        if (keyStore.isPresent() != keyStorePasswordFile.isPresent()) {
            throw new IllegalArgumentException("give both a key store and the file of its password, or neither");
        }
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("host %s is not known; give an interface's address".formatted(host), e);
        }
    }

    /**
     * Reads options as a Java agent gets them.
     *
     * @param text such as {@code port=7091,passwordFile=/etc/shmkit/jmx.password}
     * @return the options
     * @throws IllegalArgumentException when a word is not understood, the port is missing, or the result is not safe
     */
    public static RemoteOptions parse(String text) {
        Map<String, String> words = new TreeMap<>();
        for (String word : text.split(",", -1)) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (equals < 0 || !KNOWN.contains(name)) {
                throw new IllegalArgumentException(
                        "\"%s\" is not understood; the words are %s, each with = and a value".formatted(word, KNOWN));
            }
            if (words.put(name, word.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("%s is given twice; give it once".formatted(name));
            }
        }
        return new RemoteOptions(
                port(words.getOrDefault("port", "")),
                words.getOrDefault("host", LOOPBACK),
                path(words, "passwordFile"),
                path(words, "accessFile"),
                path(words, "keyStore"),
                path(words, "keyStorePasswordFile"));
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("port=%s is no number; give port=7091, say".formatted(text), e);
        }
    }

    private static Optional<Path> path(Map<String, String> words, String name) {
        return Optional.ofNullable(words.get(name)).map(Path::of);
    }
}
