package dev.shmkit.jmx.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shmkit.SharedMemory;
import dev.shmkit.jmx.ObjectNames;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.Ports;
import dev.shmkit.testing.SelfProcess;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.rmi.server.ExportException;
import java.util.List;
import java.util.Locale;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class RemoteConnectorTest {
    private SharedMemory region;

    @TempDir
    private Path directory;

    @BeforeEach
    void open() {
        region = SharedMemory.create(Keys.unique("remote"), 64);
    }

    @AfterEach
    void close() {
        region.unlink();
        region.close();
    }

    /**
     * RMI keeps a client's connections while it uses them: those to what is closed must not go on being taken for those to what
     * is open. One that was used just before is tried once more without a look. The port is free once the thread that waits for
     * clients has noticed.
     */
    @Test
    void shouldServeItsPortAgainAfterItWasClosed() throws Exception {
        Users users = new Users(directory);
        int port = Ports.free();
        for (int round = 0; round < 3; round++) {
            try (RemoteConnector connector = openOnceFree(users, port)) {
                Eventually.until("a client sees the host's bean", () -> seesTheHost(connector));
            }
        }
    }

    private static RemoteConnector openOnceFree(Users users, int port) throws IOException {
        Eventually.until("the port is free", () -> Ports.unused(port));
        return users.open(port);
    }

    private static boolean seesTheHost(RemoteConnector connector) {
        try (JMXConnector login = Users.login(connector.url(), "monitor", Users.PASSWORD)) {
            return login.getMBeanServerConnection().isRegistered(ObjectNames.host());
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void shouldLetInOnlyWhoKnowsAPassword() throws Exception {
        try (RemoteConnector connector = new Users(directory).open()) {
            for (String[] credentials :
                    new String[][] {{}, {"monitor", "guess"}, {"stranger", Users.PASSWORD}, {"monitor", ""}, {"x"}}) {
                assertThatExceptionOfType(SecurityException.class)
                        .as("%s", (Object) credentials)
                        .isThrownBy(() -> Users.login(connector.url(), credentials));
            }
            Users.login(connector.url(), "monitor", Users.PASSWORD).close();
        }
    }

    @Test
    void shouldLetEveryUserOfTheMachineReadWhereThereAreNoPasswords() throws Exception {
        try (RemoteConnector connector = RemoteConnector.open(RemoteOptions.parse("port=" + Ports.free()));
                JMXConnector login = Users.login(connector.url())) {
            assertThat(login.getMBeanServerConnection().getAttribute(ObjectNames.host(), "RegionCount"))
                    .isNotNull();
            assertThatExceptionOfType(SecurityException.class)
                    .isThrownBy(() -> login.getMBeanServerConnection()
                            .invoke(ObjectNames.region(region.info().name()), "unlink", null, null))
                    .withMessageContaining("anonymous may not call unlink()")
                    .withMessageContaining("that needs the role control");
        }
        assertThat(region.path()).exists();
    }

    @Test
    void shouldGiveTheApplicationItsRmiHostBack() throws Exception {
        String property = "java.rmi.server.hostname";
        assertThat(System.getProperty(property)).isNull();
        try (RemoteConnector connector = RemoteConnector.open(RemoteOptions.parse("port=" + Ports.free()))) {
            assertThat(System.getProperty(property)).isNull();
            Users.login(connector.url()).close();
        }
        System.setProperty(property, "127.0.0.1");
        try {
            RemoteConnector.open(RemoteOptions.parse("port=" + Ports.free())).close();
            assertThat(System.getProperty(property)).isEqualTo("127.0.0.1");
        } finally {
            System.clearProperty(property);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "[::1]"})
    void shouldBeReachedOverIpv6(String host) throws Exception {
        assumeTrue(
                Files.readString(Path.of("/proc/net/if_inet6")).contains("00000000000000000000000000000001 "),
                "no IPv6 here");
        RemoteOptions options = RemoteOptions.parse("host=" + host + ",port=" + Ports.free());
        try (RemoteConnector connector = RemoteConnector.open(options);
                JMXConnector login = Users.login(connector.url())) {
            assertThat(login.getMBeanServerConnection().getAttribute(ObjectNames.host(), "RegionCount"))
                    .isNotNull();
        }
    }

    @Test
    void shouldNameItsPortInDigitsThatUrlsHaveWhateverTheUsersAre() throws Exception {
        Locale before = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG"));
        try (RemoteConnector connector = RemoteConnector.open(RemoteOptions.parse("port=" + Ports.free()))) {
            assertThat("%d".formatted(1))
                    .as("this locale has digits of its own")
                    .isNotEqualTo("1");
            Users.login(connector.url()).close();
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, before);
        }
    }

    @Test
    void shouldListenOnTheLoopbackInterfaceAlone() throws Exception {
        int port = Ports.free();
        RemoteConnector connector = RemoteConnector.open(RemoteOptions.parse("port=" + port));
        try (Socket socket = new Socket()) {
            // Another address of the loopback network reaches what listens on every interface.
            InetSocketAddress elsewhere = new InetSocketAddress(InetAddress.getByName("127.0.0.2"), port);
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> socket.connect(elsewhere));
            assertThatExceptionOfType(ExportException.class)
                    .isThrownBy(() -> RemoteConnector.open(RemoteOptions.parse("port=" + port)));
        } finally {
            connector.close();
        }
        Eventually.until("the port is given back", () -> reopened(port));
    }

    private static boolean reopened(int port) {
        try {
            RemoteConnector.open(RemoteOptions.parse("port=" + port)).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void shouldRefuseSecretsThatOthersCanRead() throws Exception {
        Users users = new Users(directory);
        Files.setPosixFilePermissions(users.passwordFile(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(users::open)
                .withMessageContaining("can be read or written by others than its owner")
                .withMessageContaining("run: chmod 600 " + users.passwordFile());
    }

    @ParameterizedTest
    @CsvSource({"'', names no user", "# none, names no user", "\u00ff, cannot be read: it is no text in UTF-8"})
    void shouldRefusePasswordsThatLetNobodyIn(String text, String problem) throws Exception {
        Users users = new Users(directory);
        Files.writeString(users.passwordFile(), text, StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(users::open)
                .withMessageContaining(users.passwordFile() + " " + problem);
    }

    @Test
    void shouldRefuseFilesOfAnotherUser() throws Exception {
        assumeTrue(SelfProcess.isRoot(), "only root can give a file away");
        Users users = new Users(directory);
        for (Path file : List.of(users.passwordFile(), users.accessFile())) {
            Files.setAttribute(file, "unix:uid", 65534);
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(users::open)
                    .withMessageContaining(file + " belongs to another user, 65534, who can read and change it");
            Files.setAttribute(file, "unix:uid", 0);
        }
        users.open().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-"})
    void shouldRefuseRolesThatOthersCanWrite(String permissions) throws Exception {
        Users users = new Users(directory);
        Files.setPosixFilePermissions(users.accessFile(), PosixFilePermissions.fromString(permissions));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(users::open)
                .withMessageContaining("can be written by others than its owner")
                .withMessageContaining("run: chmod go-w " + users.accessFile());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port=x | port=x is no number",
                "host=127.0.0.1 | port= is no number",
                "port=7091,port=7092 | port is given twice; give it once",
                "port=0 | port 0 is none; give one from 1 to 65535",
                "prot=1 | \"prot=1\" is not understood; the words are [accessFile, host, keyStore,",
                "port=7091,host=0.0.0.0 | host 0.0.0.0 can be reached from other machines: give a password file and a key store",
                "port=7091,host=0.0.0.0,passwordFile=/x | host 0.0.0.0 can be reached from other machines",
                "port=7091,host=0.0.0.0,passwordFile=/x,keyStore=/x,keyStorePasswordFile=/x | host 0.0.0.0 stands for all addresses",
                "port=7091,host=::,passwordFile=/x,keyStore=/x,keyStorePasswordFile=/x | name the address that clients use",
                "port=7091,accessFile=/x | who need passwords",
                "port=7091,keyStore=/x | give both a key store and the file of its password",
                "port=7091,passwordFile=/tmp | /tmp is no regular file",
                "port=7091,passwordFile=/dev/null | /dev/null is no regular file",
                "port=7091,passwordFile=/no/such/file | /no/such/file does not exist; create it with mode 600"
            })
    void shouldSayWhatIsWrongWithItsOptions(String options, String message) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RemoteConnector.open(RemoteOptions.parse(options)))
                .withMessageContaining(message);
    }
}
