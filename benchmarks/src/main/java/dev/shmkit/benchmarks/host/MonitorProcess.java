package dev.shmkit.benchmarks.host;

import com.sun.management.OperatingSystemMXBean;
import dev.shmkit.jmx.HostRegistration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What the command {@code shm monitor} does, under orders: the Host bean's watcher looks at the machine. An order is one of the
 * bean's operations, or the milliseconds between two looks; each is answered by the CPU time, in nanoseconds, that this process
 * has used so far.
 */
final class MonitorProcess {
    static final String WATCH = "startWatching";
    static final String REST = "stopWatching";

    private MonitorProcess() {}

    public static void main(String[] args) throws IOException, JMException {
        ObjectName host = HostRegistration.get().register();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        @Nullable String order;
        while ((order = orders.readLine()) != null) {
            if (Character.isDigit(order.charAt(0))) {
                server.setAttribute(host, new Attribute("WatchPeriodMillis", Long.parseLong(order)));
            } else {
                server.invoke(host, order, null, null);
            }
            System.out.println(system.getProcessCpuTime());
        }
    }
}
