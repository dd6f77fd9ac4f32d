package dev.shmkit.benchmarks.host;

import dev.shmkit.SharedMemory;
import dev.shmkit.benchmarks.contest.Contestant;
import dev.shmkit.benchmarks.work.BenchmarkRegions;
import dev.shmkit.jmx.HostRegistration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;

/** What a JMX client asks of the Host bean while there are very many regions: over RMI, on this machine. */
public final class ManyRegions implements Contestant {
    /**
     * More than other rows have: calls that touch this much code, on both sides of a connection, were all compiled after forty on a
     * machine with two slow cores.
     */
    private static final int WARM_UPS = 50;

    /** A question that is measured. */
    @FunctionalInterface
    public interface Question {
        void ask(MBeanServerConnection server, ObjectName host, List<String> keys) throws Exception;
    }

    private final int rounds;
    private final Question question;
    private final Question afterwards;
    private final List<String> keys = new ArrayList<>();
    private final ObjectName host = HostRegistration.get().register();
    private final JMXConnectorServer server;
    private final JMXConnector client;

    /**
     * Makes the regions and connects.
     *
     * @param rounds how often to measure
     * @param question what is measured
     * @param afterwards what undoes it
     */
    @SuppressWarnings("BanJNDI") // Both ends are this JVM.
    public ManyRegions(int regions, int rounds, Question question, Question afterwards) {
        this.rounds = rounds;
        this.question = question;
        this.afterwards = afterwards;
        String prefix = BenchmarkRegions.key("many") + "-";
        for (int i = 0; i < regions; i++) {
            SharedMemory.create(prefix + i, BenchmarkRegions.DATA_BYTES).close();
            keys.add(prefix + i);
        }
        try {
            server = JMXConnectorServerFactory.newJMXConnectorServer(
                    new JMXServiceURL("service:jmx:rmi://localhost"), null, ManagementFactory.getPlatformMBeanServer());
            server.start();
            client = JMXConnectorFactory.connect(server.getAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells the Host bean to do something with each region; in this JVM, because a bean is not published over the wire. */
    public static void forEach(ObjectName host, String operation, List<String> keys) throws JMException {
        for (String key : keys) {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(host, operation, new Object[] {key}, new String[] {String.class.getName()});
        }
    }

    @Override
    public int rounds() {
        return rounds;
    }

    @Override
    public void warmUp() {
        for (int i = 0; i < WARM_UPS; i++) {
            nanosPerOperation();
        }
    }

    @Override
    public double nanosPerOperation() {
        try {
            MBeanServerConnection connection = client.getMBeanServerConnection();
            long started = System.nanoTime();
            question.ask(connection, host, keys);
            long nanos = System.nanoTime() - started;
            afterwards.ask(connection, host, keys);
            return nanos;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            keys.forEach(SharedMemory::unlink);
        }
    }
}
