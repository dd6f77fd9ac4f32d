package dev.shmkit.cli.demo;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.shmkit.jmx.ObjectNames;
import java.io.IOException;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** Reads one region's MBean in another JVM, over JMX as JConsole does. */
final class RegionWatch implements AutoCloseable {
    private static final String[] ATTRIBUTES = {"Key", "SizeBytes", "Mode", "Owner", "LockState", "LockHolder"};

    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final ObjectName name;

    private RegionWatch(JMXConnector connector, ObjectName name) throws IOException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
        this.name = name;
    }

    // The address comes from a JVM of this user on this machine, which the demo started itself.
    @SuppressWarnings("BanJNDI")
    static RegionWatch connect(long pid, String regionName) throws IOException {
        String address = managementAddress(pid);
        return new RegionWatch(JMXConnectorFactory.connect(new JMXServiceURL(address)), ObjectNames.region(regionName));
    }

    private static String managementAddress(long pid) throws IOException {
        try {
            VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
            try {
                return jvm.startLocalManagementAgent();
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("cannot attach to JVM " + pid, e);
        }
    }

    /**
     * What the bean says now.
     *
     * @param holder who holds the lock, empty when nobody does
     * @param count the number that the demo's processes count up, at offset 0
     */
    record Sight(String key, long sizeBytes, String mode, String owner, String lockState, String holder, long count) {}

    Sight look() throws IOException, JMException {
        AttributeList values = server.getAttributes(name, ATTRIBUTES);
        return new Sight(
                (String) value(values, 0),
                (Long) value(values, 1),
                (String) value(values, 2),
                (String) value(values, 3),
                (String) value(values, 4),
                holder((CompositeData) ((Attribute) values.get(5)).getValue()),
                (Long) server.invoke(name, "readLong", new Object[] {0L}, new String[] {"long"}));
    }

    private static Object value(AttributeList values, int index) {
        return ((Attribute) values.get(index)).getValue();
    }

    private static String holder(@Nullable CompositeData holder) {
        return holder == null ? "" : "%s, pid %s".formatted(holder.get("thread"), holder.get("pid"));
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
