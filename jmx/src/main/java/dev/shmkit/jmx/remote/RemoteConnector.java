package dev.shmkit.jmx.remote;

import dev.shmkit.jmx.internal.access.AuditLog;
import dev.shmkit.jmx.internal.access.PasswordLogin;
import dev.shmkit.jmx.internal.access.RoleForwarder;
import dev.shmkit.jmx.internal.access.Roles;
import dev.shmkit.jmx.internal.sockets.Sockets;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.MalformedURLException;
import java.rmi.AlreadyBoundException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.HashMap;
import java.util.Map;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.MBeanServerForwarder;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.management.remote.rmi.RMIJRMPServerImpl;
import org.jspecify.annotations.Nullable;

/**
 * The platform MBean server, reachable by JConsole, VisualVM and other JMX clients through one TCP port. Whoever opened it
 * closes it. Thread-safe.
 *
 * <p>Without a password file, which only the loopback interface permits, every user of this machine may read; changes then
 * need another way, such as attaching as the same user.
 */
public final class RemoteConnector implements AutoCloseable {
    private static final String BOUND_NAME = "jmxrmi";
    private static final String RMI_HOST = "java.rmi.server.hostname";

    private final RemoteOptions options;
    private final JMXConnectorServer server;
    private final Registry registry;
    private final Sockets sockets;

    private RemoteConnector(RemoteOptions options, JMXConnectorServer server, Registry registry, Sockets sockets) {
        this.options = options;
        this.server = server;
        this.registry = registry;
        this.sockets = sockets;
    }

    /**
     * Opens the connector.
     *
     * @param options where and for whom; RMI tells clients of all connectors of a JVM the host of the newest
     * @return the open connector
     * @throws IllegalArgumentException when a file that the options name cannot be used, or is open to others
     * @throws IOException when the port is in use or the interface is not this machine's
     */
    public static RemoteConnector open(RemoteOptions options) throws IOException {
        AuditLog audit = new AuditLog();
        Map<String, Object> environment = new HashMap<>();
        // Nothing but a pair of strings is read from somebody who has not logged in.
        environment.put(RMIConnectorServer.CREDENTIALS_FILTER_PATTERN, "java.lang.String;!*");
        options.passwordFile()
                .ifPresent(file -> environment.put(JMXConnectorServer.AUTHENTICATOR, new PasswordLogin(file, audit)));
        Roles roles = Roles.read(options.accessFile());
        Sockets sockets = Sockets.of(options.host(), options.keyStore(), options.keyStorePasswordFile());
        return exportAs(options.host(), () -> export(options, environment, sockets, RoleForwarder.of(roles, audit)));
    }

    private interface Export {
        RemoteConnector open() throws IOException;
    }

    /**
     * Without being told, RMI would give clients another of this machine's addresses. It reads the property when it exports
     * something, and keeps what it read; the property is the application's, which may want to export things of its own.
     */
    private static synchronized RemoteConnector exportAs(String host, Export export) throws IOException {
        if (System.getProperty(RMI_HOST) != null) {
            return export.open();
        }
        System.setProperty(RMI_HOST, host);
        try {
            return export.open();
        } finally {
            System.clearProperty(RMI_HOST);
        }
    }

    private static RemoteConnector export(
            RemoteOptions options, Map<String, Object> environment, Sockets sockets, MBeanServerForwarder roles)
            throws IOException {
        @Nullable RMIClientSocketFactory forClients = sockets.forClients();
        Registry registry = LocateRegistry.createRegistry(options.port(), forClients, sockets);
        try {
            RMIJRMPServerImpl implementation = new RMIJRMPServerImpl(options.port(), forClients, sockets, environment);
            JMXConnectorServer server = new RMIConnectorServer(
                    new JMXServiceURL("rmi", options.host(), options.port()),
                    environment,
                    implementation,
                    ManagementFactory.getPlatformMBeanServer());
            server.setMBeanServerForwarder(roles);
            server.start();
            registry.bind(BOUND_NAME, implementation.toStub());
            return new RemoteConnector(options, server, registry, sockets);
        } catch (IOException | RuntimeException e) {
            UnicastRemoteObject.unexportObject(registry, true);
            throw e;
        } catch (AlreadyBoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Tells where clients connect.
     *
     * @return a URL for JConsole and {@link javax.management.remote.JMXConnectorFactory}
     */
    public JMXServiceURL url() {
        try {
            // An IPv6 address has colons of its own, see RFC 3986.
            String host = options.host().contains(":") && !options.host().startsWith("[")
                    ? "[" + options.host() + "]"
                    : options.host();
            return new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + host + ":" + options.port() + "/" + BOUND_NAME);
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends all connections and gives the port back. */
    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } finally {
            UnicastRemoteObject.unexportObject(registry, true);
            sockets.close();
        }
    }
}
