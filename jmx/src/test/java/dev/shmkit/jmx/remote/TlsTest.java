package dev.shmkit.jmx.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The connector with TLS, where other machines reach it too. */
@ExtendWith(LeavesNothingBehind.class)
class TlsTest {
    private SharedMemory region;

    @TempDir
    private Path directory;

    @BeforeEach
    void open() {
        region = SharedMemory.create(Keys.unique("tls"), 64, RegionOption.TEMPORARY);
    }

    @AfterEach
    void close() {
        region.close();
    }

    @Test
    void shouldSpeakTlsOnTheLoopbackInterface() throws Exception {
        assertLetsInOverTlsAlone(RemoteOptions.LOOPBACK);
    }

    @Test
    void shouldSpeakTlsOnAnAddressThatOtherMachinesReach() throws Exception {
        assertLetsInOverTlsAlone(outerAddress().getHostAddress());
    }

    @Test
    void shouldListenOnThatAddressAlone() throws Exception {
        InetAddress outer = outerAddress();
        RemoteOptions options = options(outer.getHostAddress(), KeyStores.make(directory, RemoteOptions.LOOPBACK));
        try (RemoteConnector connector = RemoteConnector.open(options)) {
            assertThat(connector.url().toString()).contains("rmi://" + options.host() + ":" + options.port() + "/");
            new Socket(outer, options.port()).close();
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), options.port()).close());
        }
    }

    @Test
    void shouldNotOpenToOtherMachinesWithoutPasswordsAndTls() throws Exception {
        String open = "port=%d,host=%s".formatted(Ports.free(), outerAddress().getHostAddress());
        for (String unsafe : new String[] {
            "", ",passwordFile=" + new Users(directory).passwordFile(), ",keyStore=/x,keyStorePasswordFile=/x"
        }) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> RemoteConnector.open(RemoteOptions.parse(open + unsafe)))
                    .withMessageContaining("can be reached from other machines: give a password file and a key store");
        }
    }

    @Test
    void shouldSayWhyAKeyStoreCannotBeUsed() throws Exception {
        KeyStores keys = KeyStores.make(directory, RemoteOptions.LOOPBACK);
        assertRefused(keys, "its password is another", file -> Users.secret(keys.passwordFile(), List.of("guess")));
        assertRefused(keys, "it is no PKCS#12 file", file -> Files.writeString(file, "text"));
        assertRefused(keys, "it is no PKCS#12 file", file -> Files.write(file, new byte[0]));
        assertRefused(keys, "it does not exist", Files::delete);
        assertRefused(keys, "it is a directory", Files::createDirectory);
    }

    private interface Change {
        void make(Path file) throws IOException;
    }

    private void assertRefused(KeyStores keys, String why, Change change) throws IOException {
        change.make(keys.file());
        RemoteOptions options = options(RemoteOptions.LOOPBACK, keys);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RemoteConnector.open(options))
                .withMessageContaining("the key store %s cannot be used: %s", keys.file(), why)
                .withMessageNotContaining("null");
    }

    private void assertLetsInOverTlsAlone(String host) throws Exception {
        KeyStores keys = KeyStores.make(directory, host);
        try (RemoteConnector connector = RemoteConnector.open(options(host, keys))) {
            String url = connector.url().toString();
            assertThat(client(url, Users.PASSWORD, keys.trust()).requireSuccess())
                    .matches("regions [1-9][0-9]*\n");
            assertThat(client(url, "guess", keys.trust()).output())
                    .contains("java.lang.SecurityException: the user or the password is wrong")
                    .doesNotContain("regions");
            assertThat(client(url, Users.PASSWORD).output())
                    .contains("javax.net.ssl.SSLHandshakeException")
                    .doesNotContain("regions");
            assertThatExceptionOfType(IOException.class)
                    .as("no TLS")
                    .isThrownBy(() -> Users.login(connector.url(), "monitor", Users.PASSWORD));
            assertThat(client(url, Users.PASSWORD, keys.trust()).requireSuccess())
                    .as("after all that")
                    .startsWith("regions ");
        }
    }

    private RemoteOptions options(String host, KeyStores keys) throws IOException {
        Users users = new Users(directory);
        return new RemoteOptions(
                Ports.free(),
                host,
                Optional.of(users.passwordFile()),
                Optional.of(users.accessFile()),
                Optional.of(keys.file()),
                Optional.of(keys.passwordFile()));
    }

    private static ChildJvm.Exit client(String url, String password, String... vmOptions) throws IOException {
        return ChildJvm.of(RemoteClient.class)
                .vm(vmOptions)
                .args(url, "monitor", password)
                .run();
    }

    private static InetAddress outerAddress() throws SocketException {
        Optional<InetAddress> address = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet4Address.class::isInstance)
                .filter(found -> !found.isLoopbackAddress())
                .findFirst();
        assumeTrue(address.isPresent(), "this machine has no address but the loopback interface's");
        return address.orElseThrow();
    }
}
