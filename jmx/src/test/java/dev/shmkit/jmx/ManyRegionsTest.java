package dev.shmkit.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.SharedMemory;
import dev.shmkit.jmx.internal.watch.HostWatcher;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ten thousand regions: how fast is measured by the benchmarks, here it is that all are there, and what they take. */
@ExtendWith(LeavesNothingBehind.class)
class ManyRegionsTest {
    private static final int REGIONS = 10_000;
    private static final int MOST_BYTES_A_BEAN = 2200;
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private final List<String> keys = new ArrayList<>();

    @BeforeEach
    void create() {
        HostRegistration.get().register();
        String prefix = Keys.unique("many");
        for (int i = 0; i < REGIONS; i++) {
            SharedMemory.create(prefix + i, 64).close();
            keys.add(prefix + i);
        }
    }

    @AfterEach
    void remove() {
        keys.forEach(SharedMemory::unlink);
    }

    @Test
    @SuppressWarnings("BanJNDI") // Both ends are this JVM.
    void shouldListThemInOneRemoteCall() throws Exception {
        JMXConnectorServer connector = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("service:jmx:rmi://localhost"), null, SERVER);
        connector.start();
        try (JMXConnector client = JMXConnectorFactory.connect(connector.getAddress())) {
            MBeanServerConnection connection = client.getMBeanServerConnection();
            Object[] rows = (Object[]) connection.invoke(ObjectNames.host(), "listRegions", null, null);
            assertThat(rows).hasSizeGreaterThanOrEqualTo(REGIONS);
        } finally {
            connector.stop();
        }
    }

    @Test
    void shouldRegisterABeanForEachInLittleMemory() {
        PublishedRegions published = new PublishedRegions(new HostWatcher(ObjectNames.host()));
        published.publish(keys.get(0));
        published.withdraw(keys.get(0));
        long before = usedBytes();
        keys.forEach(published::publish);
        long bytes = (usedBytes() - before) / REGIONS;
        assertThat(SERVER.isRegistered(ObjectNames.region(keys.get(REGIONS - 1))))
                .isTrue();
        keys.forEach(published::withdraw);
        assertThat(bytes).isLessThan(MOST_BYTES_A_BEAN);
    }

    @Test
    void shouldRegisterABeanForEachThatIsOpenInLittleMemory() {
        long before = usedBytes();
        List<SharedMemory> open = new ArrayList<>();
        for (String key : keys) {
            open.add(SharedMemory.attachRaw(key));
        }
        long bytes = (usedBytes() - before) / REGIONS;
        assertThat(keys).allMatch(key -> SERVER.isRegistered(ObjectNames.region(key)));
        open.forEach(SharedMemory::close);
        assertThat(keys).noneMatch(key -> SERVER.isRegistered(ObjectNames.region(key)));
        assertThat(bytes).isLessThan(MOST_BYTES_A_BEAN);
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
