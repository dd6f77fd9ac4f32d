package dev.shmkit.jmx.internal.sockets;

import dev.shmkit.jmx.internal.files.SecretFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * How the connector's sockets are made: on one interface, with TLS when there is a key store. The same object serves the
 * registry and the connector, which is what lets both use one port.
 */
public final class Sockets implements RMIServerSocketFactory, AutoCloseable {
    private static final int DEFAULT_BACKLOG = 0;

    private final InetAddress address;
    private final @Nullable SSLContext tls;

    /** Of clients, as long as they are open. */
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    private Sockets(InetAddress address, @Nullable SSLContext tls) {
        this.address = address;
        this.tls = tls;
    }

    /**
     * Prepares the sockets.
     *
     * @param host the interface to listen on
     * @param keyStore for TLS, and then with a file of its password
     * @throws IllegalArgumentException when the key store cannot be used
     */
    public static Sockets of(String host, Optional<Path> keyStore, Optional<Path> passwordFile) throws IOException {
        @Nullable
        SSLContext tls = keyStore.map(store -> context(store, passwordFile.orElseThrow()))
                .orElse(null);
        return new Sockets(InetAddress.getByName(host), tls);
    }

    private static SSLContext context(Path keyStore, Path passwordFile) {
        List<String> lines = SecretFile.lines(passwordFile);
        char[] password = lines.isEmpty() ? new char[0] : lines.get(0).toCharArray();
        try (InputStream stored = Files.newInputStream(keyStore)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(stored, password);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the key store %s cannot be used: %s".formatted(keyStore, why(keyStore, e)), e);
        }
    }

    /** What the JDK says of files that are no key store is for those who know how one is laid out, if it says anything. */
    private static String why(Path keyStore, Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (Files.isDirectory(keyStore)) {
            return "it is a directory";
        }
        if (failure.getCause() instanceof UnrecoverableKeyException) {
            return "its password is another";
        }
        String told = failure.getMessage();
        return "it is no PKCS#12 file" + (told == null || told.isBlank() ? "" : " (" + told + ")");
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return new ServerSocket(port, DEFAULT_BACKLOG, address) {
            @Override
            public Socket accept() throws IOException {
                Socket client = new NamelessSocket(connections::remove);
                implAccept(client);
                connections.add(client);
                if (closed) {
                    client.close();
                }
                return tls == null ? client : withTls(tls, client);
            }
        };
    }

    /** The handshake waits for the first byte, which a thread of the client's own reads. */
    private static Socket withTls(SSLContext tls, Socket client) throws IOException {
        try {
            SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(client, null, true);
            socket.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            return socket;
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /**
     * Ends the connections of clients. RMI leaves them open when what they served is gone; clients that keep theirs would ask the
     * next connector at this port through them, and be told that there is no such object.
     */
    @Override
    public void close() throws IOException {
        closed = true;
        for (Socket client : connections) {
            client.close();
        }
    }

    /** What clients are told to connect with; null is a plain socket. */
    public @Nullable RMIClientSocketFactory forClients() {
        return tls == null ? null : new SslRMIClientSocketFactory();
    }
}
