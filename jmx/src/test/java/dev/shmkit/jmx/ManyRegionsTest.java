package dev.shmkit.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
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

/**
 * Ten thousand regions. What is printed was measured; what is asserted leaves room for a machine that is busy with something
 * else, but for memory, which does not depend on that.
 */
@ExtendWith(LeavesNothingBehind.class)
class ManyRegionsTest {
    private static final int REGIONS = 10_000;
    private static final int CALLS = 15;
    private static final int MOST_BYTES_A_BEAN = 2200;
    private static final double BUSY_MACHINE = 5;
    private static final double NANOS_PER_MILLI = 1e6;
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
            double[] millis = new double[CALLS];
            int rows = 0;
            for (int i = 0; i < CALLS; i++) {
                long started = System.nanoTime();
                rows = ((Object[]) connection.invoke(ObjectNames.host(), "listRegions", new Object[0], new String[0]))
                        .length;
                millis[i] = (System.nanoTime() - started) / NANOS_PER_MILLI;
            }
            System.out.printf("%d rows over RMI, milliseconds of each call: %s%n", rows, Arrays.toString(millis));
            Arrays.sort(millis);
            assertThat(rows).isGreaterThanOrEqualTo(REGIONS);
            assertThat(millis[CALLS / 2]).isLessThan(150 * BUSY_MACHINE);
        } finally {
            connector.stop();
        }
    }

    @Test
    void shouldRegisterABeanForEachQuicklyAndInLittleMemory() {
        PublishedRegions published = new PublishedRegions();
        published.publish(keys.get(0));
        published.withdraw(keys.get(0));
        long before = usedBytes();
        long started = System.nanoTime();
        keys.forEach(published::publish);
        double millis = (System.nanoTime() - started) / NANOS_PER_MILLI;
        long bytes = (usedBytes() - before) / REGIONS;
        System.out.printf("%d beans published in %.0f ms, %d bytes each%n", REGIONS, millis, bytes);
        assertThat(SERVER.isRegistered(ObjectNames.region(keys.get(REGIONS - 1))))
                .isTrue();
        keys.forEach(published::withdraw);
        assertThat(bytes).isLessThan(MOST_BYTES_A_BEAN);
        assertThat(millis).isLessThan(1000 * BUSY_MACHINE);
    }

    @Test
    void shouldRegisterABeanForEachThatIsOpen() {
        long before = usedBytes();
        long started = System.nanoTime();
        RegionRegistrar registrar = new RegionRegistrar();
        List<SharedMemory> open = new ArrayList<>();
        for (String key : keys) {
            open.add(SharedMemory.attachRaw(key));
        }
        double millis = (System.nanoTime() - started) / NANOS_PER_MILLI;
        long bytes = (usedBytes() - before) / REGIONS;
        System.out.printf("%d regions opened with their beans in %.0f ms, %d bytes each%n", REGIONS, millis, bytes);
        open.forEach(SharedMemory::close);
        assertThat(registrar).isNotNull();
        assertThat(millis).isLessThan(1000 * BUSY_MACHINE);
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
