package dev.shmkit.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServerConnection;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;

/** Units as programs find them: in descriptors, which a client gets over a connector. */
class UnitsTest extends OnHostBean {
    private static final Set<String> IDS = Set.of("OwnerUid", "OwnerGid", "CreatorPid");
    private static final Set<OpenType<?>> NUMBERS = Set.of(SimpleType.INTEGER, SimpleType.LONG);

    private interface Question {
        void ask(MBeanServerConnection client) throws Exception;
    }

    @SuppressWarnings("BanJNDI") // A test's own connector.
    private static void asClient(Question question) throws Exception {
        JMXConnectorServer server =
                JMXConnectorServerFactory.newJMXConnectorServer(new JMXServiceURL("rmi", "127.0.0.1", 0), null, SERVER);
        server.start();
        try (JMXConnector connector = JMXConnectorFactory.connect(server.getAddress())) {
            question.ask(connector.getMBeanServerConnection());
        } finally {
            server.stop();
        }
    }

    private static Map<String, Object> units(MBeanInfo info) {
        Map<String, Object> units = new HashMap<>();
        for (MBeanAttributeInfo attribute : info.getAttributes()) {
            Object unit = attribute.getDescriptor().getFieldValue("units");
            if (unit != null) {
                units.put(attribute.getName(), unit);
            }
        }
        return units;
    }

    private static Stream<String> quantities(MBeanInfo info) {
        return Stream.of(info.getAttributes())
                .filter(attribute -> NUMBERS.contains(attribute.getDescriptor().getFieldValue(JMX.OPEN_TYPE_FIELD)))
                .map(MBeanAttributeInfo::getName)
                .filter(attribute -> !IDS.contains(attribute));
    }

    @Test
    void shouldGiveEveryQuantityOfTheHostAUnit() throws Exception {
        asClient(client -> {
            MBeanInfo info = client.getMBeanInfo(HOST);
            assertThat(quantities(info))
                    .hasSize(18)
                    .allSatisfy(name -> assertThat(units(info)).containsKey(name));
            assertThat(units(info))
                    .containsEntry("RegionCount", "regions")
                    .containsEntry("WaiterCount", "threads")
                    .containsEntry("ShmUsedBytes", "bytes")
                    .containsEntry("ShmUsedPercent", "percent")
                    .containsEntry("ShmUsedFilesPercent", "percent")
                    .containsEntry("StallMillis", "ms")
                    .doesNotContainKey("Watching");
        });
    }

    @Test
    void shouldGiveEveryQuantityOfARegionAUnitButNoneToIds() throws Exception {
        try (SharedMemory region = SharedMemory.create(key, 64, RegionOption.TEMPORARY)) {
            assertThat(region.isOpen()).isTrue();
            asClient(client -> {
                MBeanInfo info = client.getMBeanInfo(name);
                assertThat(quantities(info)).isNotEmpty();
                assertThat(units(info))
                        .containsExactlyInAnyOrderEntriesOf(Map.of(
                                "SizeBytes", "bytes",
                                "AcquisitionCount", "acquisitions",
                                "ContentionCount", "waits",
                                "TimeoutCount", "waits",
                                "WaitTimes", "ns",
                                "HoldTimes", "ns"))
                        .containsKeys(quantities(info).toArray(String[]::new));
                assertThat(info.getOperations())
                        .flatExtracting(operation -> List.of(operation.getSignature()))
                        .hasSize(3)
                        .allSatisfy(parameter -> assertThat(
                                        parameter.getDescriptor().getFieldValue("units"))
                                .isEqualTo("bytes"));
            });
        }
    }

    @Test
    void shouldTellTheUnitsOfPublishedRegionsToo() throws Exception {
        SharedMemory.create(key, 64).close();
        invoke("publish", key);
        assertThat(units(SERVER.getMBeanInfo(name))).containsEntry("SizeBytes", "bytes");
        invoke("withdraw", key);
        SharedMemory.unlink(key);
    }
}
