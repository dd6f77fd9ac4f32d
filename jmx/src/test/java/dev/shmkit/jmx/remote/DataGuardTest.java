package dev.shmkit.jmx.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shmkit.SharedMemory;
import dev.shmkit.jmx.ObjectNames;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class DataGuardTest {
    private SharedMemory region;

    @TempDir
    private Path directory;

    @BeforeEach
    void open() {
        region = SharedMemory.create(Keys.unique("guard"), 64);
    }

    @AfterEach
    void close() {
        region.unlink();
        region.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-rw----"})
    void shouldShowTheDataOfARegionToAnonymousUsersOnlyWhenAllMayReadIt(String permissions) throws Exception {
        ObjectName bean = ObjectNames.region(region.info().name());
        try (RemoteConnector connector = RemoteConnector.open(RemoteOptions.parse("port=" + Ports.free()));
                JMXConnector login = Users.login(connector.url())) {
            assertShown(login, bean);
            permit(region.path(), permissions);
            assertRefused(login, bean, "anonymous may not call readLong(0)", "open the connector with a passwordFile");
            assertThat(login.getMBeanServerConnection().getAttribute(bean, "LockState"))
                    .isEqualTo("FREE");
        }
        try (RemoteConnector connector = new Users(directory).open();
                JMXConnector login = Users.login(connector.url(), "monitor", Users.PASSWORD)) {
            assertShown(login, bean);
        }
    }

    @Test
    void shouldNotShowTheDataOfARegionInADirectoryThatIsClosedToOthers() throws Exception {
        Path closed = Files.createDirectory(directory.resolve("closed"));
        Path open = Files.createDirectory(closed.resolve("open"));
        permit(closed, "rwx------");
        permit(open, "rwxrwxrwx");
        try (SharedMemory inside = SharedMemory.create(open.resolve("region").toString(), 64);
                RemoteConnector connector = RemoteConnector.open(RemoteOptions.parse("port=" + Ports.free()));
                JMXConnector login = Users.login(connector.url())) {
            assertThat(Files.getPosixFilePermissions(inside.path()))
                    .as("the file's own permissions")
                    .isEqualTo(PosixFilePermissions.fromString("rw-rw-rw-"));
            assertRefused(login, ObjectNames.region(inside.info().name()), "not every user of this machine may read");
            inside.unlink();
        }
    }

    @Test
    void shouldShowAMonitorOnlyWhatAllMayReadOfARegionThatTheProcessHasNotOpened() throws Exception {
        String key = Keys.unique("foreign");
        SharedMemory.create(key, 64).close();
        try (RemoteConnector connector = new Users(directory).open();
                JMXConnector monitor = Users.login(connector.url(), "monitor", Users.PASSWORD);
                JMXConnector control = Users.login(connector.url(), "control", Users.PASSWORD)) {
            ObjectName bean = new ObjectName((String) host(control, "publish", key));
            assertShown(monitor, bean);
            permit(Keys.path(key), "rw-------");
            assertShown(control, bean);
            assertRefused(
                    monitor,
                    bean,
                    "monitor may not call readLong(0)",
                    "which this process has not opened; that needs the role control");
            assertThat(host(control, "withdraw", key)).isEqualTo(true);
        } finally {
            SharedMemory.unlink(key);
        }
    }

    private static void permit(Path file, String permissions) throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static Object host(JMXConnector login, String operation, String key) throws Exception {
        return login.getMBeanServerConnection()
                .invoke(ObjectNames.host(), operation, new Object[] {key}, new String[] {"java.lang.String"});
    }

    private static void assertShown(JMXConnector login, ObjectName bean) throws Exception {
        assertThat(readLong(login, bean)).isEqualTo(0L);
        assertThat(hexdump(login, bean)).startsWith("00000000  00");
    }

    private static void assertRefused(JMXConnector login, ObjectName bean, String... words) {
        assertThatExceptionOfType(SecurityException.class)
                .isThrownBy(() -> readLong(login, bean))
                .satisfies(refused -> assertThat(refused.getMessage()).contains(words));
        assertThatExceptionOfType(SecurityException.class).isThrownBy(() -> hexdump(login, bean));
    }

    private static Object readLong(JMXConnector login, ObjectName bean) throws Exception {
        return login.getMBeanServerConnection().invoke(bean, "readLong", new Object[] {0L}, new String[] {"long"});
    }

    private static String hexdump(JMXConnector login, ObjectName bean) throws Exception {
        return (String) login.getMBeanServerConnection()
                .invoke(bean, "hexdump", new Object[] {0L, 8}, new String[] {"long", "int"});
    }
}
