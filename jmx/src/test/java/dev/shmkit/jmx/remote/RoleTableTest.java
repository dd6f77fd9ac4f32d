package dev.shmkit.jmx.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.jmx.ObjectNames;
import dev.shmkit.jmx.internal.access.Role;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.Test;

/** Tries every attribute and every operation as everybody. */
class RoleTableTest extends OnConnector {
    private static final String NO_SUCH_REGION = "/no-such-region";
    private static final String AUDIT = "dev.shmkit.jmx.audit";

    private static final String TABLE = """
            call Host.findDeadlocks nobody: no, monitor: yes, control: yes
            call Host.listRegions nobody: no, monitor: yes, control: yes
            call Host.publish nobody: no, monitor: no, control: yes
            call Host.showRegion nobody: no, monitor: yes, control: yes
            call Host.startWatching nobody: no, monitor: no, control: yes
            call Host.stopWatching nobody: no, monitor: no, control: yes
            call Host.withdraw nobody: no, monitor: no, control: yes
            call Logging.setLoggerLevel(, OFF) nobody: no, monitor: no, control: no
            call Logging.setLoggerLevel(dev.shmkit, INFO) nobody: no, monitor: no, control: yes
            call Logging.setLoggerLevel(dev.shmkit, WARNING) nobody: no, monitor: no, control: no
            call Logging.setLoggerLevel(dev.shmkit, null) nobody: no, monitor: no, control: no
            call Logging.setLoggerLevel(dev.shmkit.jmx.audit, INFO) nobody: no, monitor: no, control: no
            call Logging.setLoggerLevel(dev.shmkit.jmx.audit, OFF) nobody: no, monitor: no, control: no
            call Logging.setLoggerLevel(dev.shmkit.test, OFF) nobody: no, monitor: no, control: yes
            call Region.hexdump nobody: no, monitor: yes, control: yes
            call Region.readLong nobody: no, monitor: yes, control: yes
            call Region.recoverLock nobody: no, monitor: no, control: yes
            call Region.unlink nobody: no, monitor: no, control: yes
            get every attribute of Host nobody: no, monitor: yes, control: yes
            get every attribute of Region nobody: no, monitor: yes, control: yes
            set Host.NearlyFullPercent nobody: no, monitor: no, control: yes
            set Host.StallMillis nobody: no, monitor: no, control: yes
            set Host.WatchPeriodMillis nobody: no, monitor: no, control: yes
            """;

    /** What control may do with levels: anything but make the audit log tell less. */
    private static final String[][] LEVELS = {
        {AUDIT, "OFF"},
        {AUDIT, "INFO"},
        {"dev.shmkit", "WARNING"},
        {"dev.shmkit", null},
        {"dev.shmkit", "INFO"},
        {"", "OFF"},
        {"dev.shmkit.test", "OFF"}
    };

    /** Kept: the logging library forgets loggers, and their levels, that nobody does. */
    private final List<Logger> loggers =
            Stream.of(LEVELS).map(level -> Logger.getLogger(level[0])).toList();

    private final MBeanServer platform = ManagementFactory.getPlatformMBeanServer();

    /** Something that can be asked of a bean. */
    private interface Call {
        void on(MBeanServerConnection server) throws Exception;
    }

    @Test
    void shouldPermitReadingToMonitorAndChangesToControlAndNothingToOthers() throws Exception {
        Map<String, Map<String, Call>> calls = calls();
        Map<String, List<String>> table = new TreeMap<>();
        for (Role role : Role.values()) {
            // Whoever has no line in the access file is nobody.
            String user = role == Role.NOBODY ? "unlisted" : name(role);
            try (JMXConnector login = login(user)) {
                for (Map.Entry<String, Map<String, Call>> row : calls.entrySet()) {
                    table.computeIfAbsent(row.getKey(), any -> new ArrayList<>())
                            .add(name(role) + ": " + permitted(row.getValue(), login.getMBeanServerConnection()));
                }
            }
        }
        assertThat(table.entrySet().stream().map(row -> row.getKey() + " " + String.join(", ", row.getValue())))
                .containsExactlyElementsOf(TABLE.lines().toList());
        assertThat(region.path()).as("what control unlinked").doesNotExist();
        assertThat(Logger.getLogger(AUDIT).isLoggable(Level.INFO)).isTrue();
        loggers.stream().filter(logger -> !logger.getName().isEmpty()).forEach(logger -> logger.setLevel(null));
    }

    private static String name(Role role) {
        return switch (role) {
            case NOBODY -> "nobody";
            case MONITOR -> "monitor";
            case CONTROL -> "control";
        };
    }

    /** The rows of the table, and the calls of each. Attributes come before the operations, which may unlink the region. */
    private Map<String, Map<String, Call>> calls() throws JMException {
        Map<String, Map<String, Call>> calls =
                new TreeMap<>((one, other) -> rank(one).compareTo(rank(other)));
        for (ObjectName asked : List.of(ObjectNames.host(), bean)) {
            String type = asked.getKeyProperty("type");
            Map<String, Call> reading = new TreeMap<>();
            for (MBeanAttributeInfo attribute : platform.getMBeanInfo(asked).getAttributes()) {
                String name = attribute.getName();
                reading.put(name, server -> server.getAttribute(asked, name));
                if (attribute.isWritable()) {
                    Attribute same = new Attribute(name, platform.getAttribute(asked, name));
                    calls.put("set " + type + "." + name, Map.of(name, server -> server.setAttribute(asked, same)));
                }
            }
            calls.put("get every attribute of " + type, reading);
            for (MBeanOperationInfo operation : platform.getMBeanInfo(asked).getOperations()) {
                String name = operation.getName();
                String[] types = Stream.of(operation.getSignature())
                        .map(MBeanParameterInfo::getType)
                        .toArray(String[]::new);
                Object[] values = Stream.of(types).map(RoleTableTest::value).toArray();
                calls.put(
                        "call " + type + "." + name, Map.of(name, server -> server.invoke(asked, name, values, types)));
            }
        }
        for (String[] level : LEVELS) {
            calls.put(
                    "call Logging.setLoggerLevel(" + level[0] + ", " + level[1] + ")",
                    Map.of(level[0], server -> setLevel(server, level)));
        }
        return calls;
    }

    private static void setLevel(MBeanServerConnection server, String... level) throws Exception {
        String type = String.class.getName();
        server.invoke(
                ObjectName.getInstance("java.util.logging:type=Logging"),
                "setLoggerLevel",
                new Object[] {level[0], level[1]},
                new String[] {type, type});
    }

    private static String rank(String row) {
        return (row.startsWith("call") ? "2" : "1") + row;
    }

    private static Object value(String type) {
        return switch (type) {
            case "long" -> 0L;
            case "int" -> 8;
            case "java.lang.String" -> NO_SUCH_REGION;
            default -> throw new AssertionError("an operation takes a " + type);
        };
    }

    /** Yes or no, when that holds for all the calls; else which are permitted. */
    private static String permitted(Map<String, Call> calls, MBeanServerConnection server) throws Exception {
        List<String> permitted = new ArrayList<>();
        for (Map.Entry<String, Call> call : calls.entrySet()) {
            if (permitted(call.getValue(), server)) {
                permitted.add(call.getKey());
            }
        }
        if (permitted.isEmpty()) {
            return "no";
        }
        return permitted.size() == calls.size() ? "yes" : permitted.toString();
    }

    /** Whether the bean did what it was asked for; it may have answered that there is no such region. */
    private static boolean permitted(Call call, MBeanServerConnection server) throws Exception {
        try {
            call.on(server);
            return true;
        } catch (SecurityException e) {
            assertThat(e).hasMessageMatching("(?s).*(that needs the role |the audit log is not switched ).*");
            return false;
        } catch (RuntimeMBeanException | MBeanException e) {
            assertThat(e.getCause()).hasMessageContaining(NO_SUCH_REGION);
            return true;
        }
    }
}
