package dev.shmkit.jmx.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.jmx.ObjectNames;
import dev.shmkit.jmx.internal.describe.DescribedMBean;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the roles permit beyond the beans of regions, and what is written down about it. */
@ExtendWith(LeavesNothingBehind.class)
class RolesTest {
    private final String key = Keys.unique("roles");
    private SharedMemory region;
    private RemoteConnector connector;

    @TempDir
    private Path directory;

    @BeforeEach
    void open() throws IOException {
        region = SharedMemory.create(key, 64, RegionOption.TEMPORARY);
        connector = new Users(directory).open();
    }

    @AfterEach
    void close() throws IOException {
        connector.close();
        region.close();
    }

    /** Something that can be asked of a bean. */
    private interface Call {
        void on(MBeanServerConnection server) throws Exception;
    }

    /** Whether the call got through to the bean, whatever the bean made of it. */
    private static boolean permitted(Call call, MBeanServerConnection server) {
        try {
            call.on(server);
            return true;
        } catch (SecurityException e) {
            assertThat(e).hasMessageContaining("that needs the role ");
            return false;
        } catch (JMException | JMRuntimeException e) {
            return true;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldRefuseBeansAndClassesToMonitor() throws Exception {
        try (JMXConnector login = Users.login(connector.url(), "monitor", Users.PASSWORD)) {
            MBeanServerConnection server = login.getMBeanServerConnection();
            ObjectName mlet = new ObjectName("test:type=Loader");
            assertThatExceptionOfType(SecurityException.class)
                    .isThrownBy(() -> server.createMBean("javax.management.loading.MLet", mlet));
            assertThatExceptionOfType(SecurityException.class)
                    .isThrownBy(() -> server.unregisterMBean(ObjectNames.host()));
            ObjectName memory = new ObjectName("java.lang:type=Memory");
            assertThatExceptionOfType(SecurityException.class)
                    .isThrownBy(() -> server.invoke(memory, "gc", null, null));
            assertThat(server.isRegistered(ObjectNames.host())).isTrue();
        }
    }

    /** A bean whose author forgot to say what its operation does. */
    public interface UndescribedMXBean {
        int call();
    }

    private static final class Undescribed implements UndescribedMXBean {
        @Override
        public int call() {
            return 1;
        }
    }

    @Test
    void shouldRefuseToMonitorWhatNobodyHasSaidToOnlyRead() throws Exception {
        ObjectName bean = new ObjectName("test:type=Undescribed");
        MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
        platform.registerMBean(new DescribedMBean(new Undescribed(), UndescribedMXBean.class), bean);
        try (JMXConnector monitor = Users.login(connector.url(), "monitor", Users.PASSWORD);
                JMXConnector control = Users.login(connector.url(), "control", Users.PASSWORD)) {
            assertThat(platform.getMBeanInfo(bean).getOperations())
                    .singleElement()
                    .satisfies(operation -> assertThat(operation.getImpact()).isEqualTo(MBeanOperationInfo.UNKNOWN));
            assertThatExceptionOfType(SecurityException.class)
                    .isThrownBy(() -> monitor.getMBeanServerConnection().invoke(bean, "call", null, null));
            assertThat(control.getMBeanServerConnection().invoke(bean, "call", null, null))
                    .isEqualTo(1);
        } finally {
            platform.unregisterMBean(bean);
        }
    }

    @Test
    void shouldLetListenersListen() throws Exception {
        try (JMXConnector login = Users.login(connector.url(), "monitor", Users.PASSWORD)) {
            List<String> heard = Collections.synchronizedList(new ArrayList<>());
            ObjectName delegate = new ObjectName("JMImplementation:type=MBeanServerDelegate");
            login.getMBeanServerConnection()
                    .addNotificationListener(delegate, (told, hint) -> heard.add(told.getType()), null, null);
            SharedMemory.create(key + "-heard", 64, RegionOption.TEMPORARY).close();
            Eventually.until("the bean is announced", () -> heard.contains("JMX.mbean.registered"));
        }
    }

    @Test
    void shouldWriteDownWhoChangedWhatAndWhoWasRefused() throws Exception {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        Logger logger = Logger.getLogger("dev.shmkit.jmx.audit");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord told) {
                log.add(told.getLevel() + " " + told.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            ObjectName bean = ObjectNames.region(region.info().name());
            for (String user : List.of("monitor", "control")) {
                try (JMXConnector login = Users.login(connector.url(), user, Users.PASSWORD)) {
                    permitted(
                            server -> server.invoke(bean, "readLong", new Object[] {0L}, new String[] {"long"}),
                            login.getMBeanServerConnection());
                    permitted(server -> server.invoke(bean, "unlink", null, null), login.getMBeanServerConnection());
                }
            }
            assertThatExceptionOfType(SecurityException.class)
                    .isThrownBy(() -> Users.login(connector.url(), "control\nmonitor: call", "guess"));
            assertThat(log)
                    .containsExactly(
                            "WARNING monitor: call unlink() of " + bean + " refused",
                            "INFO control: call unlink() of " + bean,
                            "WARNING control?monitor: call: login refused");
        } finally {
            logger.removeHandler(handler);
        }
    }
}
