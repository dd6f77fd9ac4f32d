package dev.shmkit.benchmarks.host;

import dev.shmkit.jmx.ObjectNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/**
 * What JConsole's tab does, under orders: asks an application's Host bean for all regions, again and again. The orders are those
 * of {@link MonitorProcess}; each is answered by how many regions were seen so far.
 */
final class PollingClient {
    private static final String END = "";

    private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();
    private final MBeanServerConnection server;
    private long periodMillis = 1000;
    private long seen;

    private PollingClient(MBeanServerConnection server) {
        this.server = server;
    }

    @SuppressWarnings("BanJNDI") // The benchmark's own connector.
    public static void main(String[] args) throws Exception {
        try (JMXConnector login = JMXConnectorFactory.connect(new JMXServiceURL(args[0]))) {
            PollingClient client = new PollingClient(login.getMBeanServerConnection());
            Thread reader = new Thread(client::read, "orders");
            reader.setDaemon(true);
            reader.start();
            client.obey();
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            lines.lines().forEach(orders::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        orders.add(END);
    }

    private void obey() throws InterruptedException, JMException, IOException {
        boolean watching = false;
        while (true) {
            @Nullable String order = watching ? orders.poll(periodMillis, TimeUnit.MILLISECONDS) : orders.take();
            if (END.equals(order)) {
                return;
            }
            if (order != null && Character.isDigit(order.charAt(0))) {
                periodMillis = Long.parseLong(order);
            } else if (order != null) {
                watching = order.equals(MonitorProcess.WATCH);
            }
            if (watching) {
                look();
            }
            if (order != null) {
                System.out.println(seen);
            }
        }
    }

    private void look() throws JMException, IOException {
        Object[] none = {};
        seen += ((Object[]) server.invoke(ObjectNames.host(), "listRegions", none, new String[0])).length;
    }
}
