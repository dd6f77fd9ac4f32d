package dev.shmkit.jmx.remote;

import dev.shmkit.jmx.ObjectNames;
import java.util.Map;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/** A client in a JVM of its own, because a JVM has one trust store: logs in over TLS and says how many regions there are. */
final class RemoteClient {
    private RemoteClient() {}

    @SuppressWarnings("BanJNDI") // A test's own connector.
    public static void main(String[] args) throws Exception {
        Map<String, Object> environment = Map.of(
                JMXConnector.CREDENTIALS,
                new String[] {args[1], args[2]},
                "com.sun.jndi.rmi.factory.socket",
                new SslRMIClientSocketFactory());
        try (JMXConnector login = JMXConnectorFactory.connect(new JMXServiceURL(args[0]), environment)) {
            System.out.println(
                    "regions " + login.getMBeanServerConnection().getAttribute(ObjectNames.host(), "RegionCount"));
        }
    }
}
