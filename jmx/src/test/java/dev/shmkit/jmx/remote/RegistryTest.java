package dev.shmkit.jmx.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shmkit.jmx.ObjectNames;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.rmi.AccessException;
import java.rmi.Remote;
import java.rmi.ServerException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import javax.management.remote.JMXConnector;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who could change the registry could put a connector of his own in the place of ours, and learn passwords. */
class RegistryTest {
    private static final String NAME = "jmxrmi";

    @TempDir
    private Path directory;

    /** Another process of this machine: tries everything that changes a registry, and says how that went. */
    static final class Intruder {
        private Intruder() {}

        private interface Change {
            void of(Registry registry) throws Exception;
        }

        @SuppressWarnings("BanJNDI") // A test's own registry.
        public static void main(String[] args) throws Exception {
            Registry registry = args.length > 2
                    ? LocateRegistry.getRegistry(args[0], Integer.parseInt(args[1]), new SslRMIClientSocketFactory())
                    : LocateRegistry.getRegistry(args[0], Integer.parseInt(args[1]));
            Remote bound = registry.lookup(NAME);
            tell("bind", registry, found -> found.bind("another", bound));
            tell("rebind", registry, found -> found.rebind(NAME, bound));
            tell("unbind", registry, found -> found.unbind(NAME));
            System.out.println("bound " + String.join(" ", registry.list()));
        }

        private static void tell(String name, Registry registry, Change change) throws Exception {
            try {
                change.of(registry);
                System.out.println(name + " done");
            } catch (ServerException e) {
                System.out.println(name + (e.getCause() instanceof AccessException ? " refused" : " failed"));
            }
        }
    }

    @Test
    void shouldLetNobodyOnTheMachinePutAnotherConnectorInItsPlace() throws Exception {
        RemoteOptions options = RemoteOptions.parse("port=" + Ports.free());
        try (RemoteConnector connector = RemoteConnector.open(options)) {
            assertRefused(ChildJvm.of(Intruder.class).args(options.host(), Integer.toString(options.port())));
            Registry registry = LocateRegistry.getRegistry(options.host(), options.port());
            assertThatExceptionOfType(ServerException.class)
                    .as("from this process over the socket")
                    .isThrownBy(() -> registry.unbind(NAME))
                    .withCauseInstanceOf(AccessException.class);
            try (JMXConnector login = Users.login(connector.url())) {
                assertThat(login.getMBeanServerConnection().isRegistered(ObjectNames.host()))
                        .isTrue();
            }
        }
    }

    @Test
    void shouldLetNobodyOnTheMachineDoSoOverTls() throws Exception {
        KeyStores keys = KeyStores.make(directory, RemoteOptions.LOOPBACK);
        RemoteOptions options = RemoteOptions.parse("port=%d,keyStore=%s,keyStorePasswordFile=%s"
                .formatted(Ports.free(), keys.file(), keys.passwordFile()));
        try (RemoteConnector connector = RemoteConnector.open(options)) {
            assertThat(connector.url()).isNotNull();
            assertRefused(ChildJvm.of(Intruder.class)
                    .vm(keys.trust())
                    .args(options.host(), Integer.toString(options.port()), "tls"));
        }
    }

    private static void assertRefused(ChildJvm intruder) throws IOException {
        assertThat(intruder.run().requireSuccess().lines())
                .containsExactly("bind refused", "rebind refused", "unbind refused", "bound " + NAME);
    }
}
