package dev.shmkit.jmx.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.jmx.ObjectNames;
import dev.shmkit.jmx.internal.describe.DescribedMBean;
import dev.shmkit.testing.Eventually;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.Test;

/** What the roles permit beyond the beans of regions, and what is written down about it. */
class RolesTest extends OnConnector {
    /** Kept: the logging library forgets loggers, and their levels, that nobody does. */
    private static final Logger AUDIT = Logger.getLogger("dev.shmkit.jmx.audit");

    @Test
    void shouldRefuseBeansAndClassesToMonitor() throws Exception {
        try (JMXConnector login = login("monitor")) {
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
        ObjectName undescribed = new ObjectName("test:type=Undescribed");
        MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
        platform.registerMBean(new DescribedMBean(new Undescribed(), UndescribedMXBean.class), undescribed);
        try (JMXConnector monitor = login("monitor");
                JMXConnector control = login("control")) {
            assertThat(platform.getMBeanInfo(undescribed).getOperations())
                    .singleElement()
                    .satisfies(operation -> assertThat(operation.getImpact()).isEqualTo(MBeanOperationInfo.UNKNOWN));
            assertThatExceptionOfType(SecurityException.class)
                    .isThrownBy(() -> monitor.getMBeanServerConnection().invoke(undescribed, "call", null, null));
            assertThat(control.getMBeanServerConnection().invoke(undescribed, "call", null, null))
                    .isEqualTo(1);
        } finally {
            platform.unregisterMBean(undescribed);
        }
    }

    @Test
    void shouldLetListenersListen() throws Exception {
        try (JMXConnector login = login("monitor")) {
            List<String> heard = Collections.synchronizedList(new ArrayList<>());
            ObjectName delegate = new ObjectName("JMImplementation:type=MBeanServerDelegate");
            login.getMBeanServerConnection()
                    .addNotificationListener(delegate, (told, hint) -> heard.add(told.getType()), null, null);
            SharedMemory.create(key + "-heard", 64, RegionOption.TEMPORARY).close();
            Eventually.until("the bean is announced", () -> heard.contains("JMX.mbean.registered"));
        }
    }

    private static Handler writingTo(List<String> log) {
        return new Handler() {
            @Override
            public void publish(LogRecord told) {
                log.add(told.getLevel() + " " + told.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    /** Switched off, later changes would leave no trace. */
    @Test
    void shouldNotBeSwitchedOffThroughTheConnectorThatItAudits() throws Exception {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        Handler handler = writingTo(log);
        AUDIT.addHandler(handler);
        try (JMXConnector login = login("control")) {
            assertThatExceptionOfType(SecurityException.class)
                    .isThrownBy(() -> login.getMBeanServerConnection()
                            .invoke(
                                    new ObjectName("java.util.logging:type=Logging"),
                                    "setLoggerLevel",
                                    new Object[] {AUDIT.getName(), "OFF"},
                                    new String[] {"java.lang.String", "java.lang.String"}))
                    .withMessageContaining("the audit log is not switched through the connector that it audits");
            assertThat(AUDIT.isLoggable(Level.INFO)).isTrue();
            assertThat(log).singleElement().asString().startsWith("WARNING control: call setLoggerLevel(");
        } finally {
            AUDIT.setLevel(null);
            AUDIT.removeHandler(handler);
        }
    }

    @Test
    void shouldWriteDownWhoChangedWhatAndWhoWasRefused() throws Exception {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        Handler handler = writingTo(log);
        AUDIT.addHandler(handler);
        try {
            for (String user : List.of("monitor", "control")) {
                try (JMXConnector login = login(user)) {
                    MBeanServerConnection server = login.getMBeanServerConnection();
                    server.invoke(bean, "readLong", new Object[] {0L}, new String[] {"long"});
                    if (user.equals("control")) {
                        server.invoke(bean, "unlink", null, null);
                    } else {
                        assertThatExceptionOfType(SecurityException.class)
                                .isThrownBy(() -> server.invoke(bean, "unlink", null, null))
                                .withMessageContaining("that needs the role ");
                    }
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
            AUDIT.removeHandler(handler);
        }
    }
}
