package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.SharedMemory;
import dev.shmkit.cli.Main;
import dev.shmkit.jmx.ObjectNames;
import dev.shmkit.jmx.agent.Agent;
import java.io.File;
import java.net.StandardProtocolFamily;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ways to the machine's regions over JMX: a monitor of their own, and an agent in somebody's application. */
class AgentTest {
    private static final Duration SEVERAL_LOOKS = Duration.ofSeconds(3);

    @RegisterExtension
    final Peers peers = new Peers();

    @Test
    void shouldShowTheMachineFromAnApplicationThatKnowsNothingOfShmkit() throws Exception {
        int port = Host.freePort();
        Child application = application("-javaagent:" + jar("-agent.jar") + "=port=" + port);
        assertThat(application.line()).isEqualTo("ready");
        assertShowsRegions("service:jmx:rmi:///jndi/rmi://127.0.0.1:%d/jmxrmi".formatted(port));
        application.enter();
        assertThat(application.exitsWith(0)).isEqualTo("ready");
    }

    @Test
    void shouldShowTheMachineFromAnApplicationThatHasShmkitOnItsClassPath() throws Exception {
        int port = Host.freePort();
        Path thin = jar(".jar");
        Child application = application("-javaagent:" + thin + "=port=" + port, onClassPath(thin));
        assertThat(application.line()).isEqualTo("ready");
        assertShowsRegions("service:jmx:rmi:///jndi/rmi://127.0.0.1:%d/jmxrmi".formatted(port));
        application.enter();
        assertThat(application.exitsWith(0)).isEqualTo("ready");
    }

    /** What shmkit-jmx needs, of what this JVM has: api, JNA and HdrHistogram. */
    private static String onClassPath(Path agent) {
        List<String> needed = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(element -> element.matches(".*/(shmkit-api|jna|HdrHistogram)-[0-9][^/]*(?<!-tests)\\.jar"))
                .toList();
        assertThat(needed).hasSize(3);
        return agent + File.pathSeparator + String.join(File.pathSeparator, needed);
    }

    @Test
    void shouldLetAnApplicationRunWhenTheAgentsOptionsAreWrong() throws Exception {
        Child application = application("-javaagent:" + jar("-agent.jar") + "=port=7091,host=0.0.0.0");
        assertThat(application.line())
                .startsWith("shmkit agent: no connector was opened: host 0.0.0.0 can be reached from other machines");
        assertThat(application.line()).isEqualTo("ready");
        application.enter();
        application.exitsWith(0);
    }

    @Test
    void shouldLoadTheAgentIntoARunningApplication() throws Exception {
        Child application = application("-XX:+EnableDynamicAgentLoading");
        assertThat(application.line()).isEqualTo("ready");
        String pid = Long.toString(application.pid());
        String port = Integer.toString(Host.freePort());
        String said = peers.jvm(Main.class, "agent", pid, "--jmx", port).exitsWith(0);
        assertThat(said).startsWith("Process " + pid + " shows the machine's regions; connect to service:jmx:rmi:");
        assertShowsRegions(said.substring(said.indexOf("service:")));
        assertThat(peers.jvm(Main.class, "agent", pid, "--jmx", port).exitsWith(1))
                .startsWith("shm: process " + pid + ": this JVM has a connector already: service:jmx:rmi:");
        application.signal("STOP");
        assertThat(peers.jvm(Main.class, "agent", pid).exitsWith(1))
                .isEqualTo(
                        "shm: process %s is stopped and cannot answer; kill -CONT %1$s lets it go on".formatted(pid));
        application.signal("CONT");
        application.enter();
        application.exitsWith(0);
    }

    @Test
    void shouldSayWhyAProcessDoesNotTakeTheAgent() {
        Child gone = peers.c();
        gone.exitsWith(2);
        assertThat(peers.jvm(Main.class, "agent", Long.toString(gone.pid())).exitsWith(1))
                .startsWith("shm: process " + gone.pid() + " does not take the agent: ")
                .endsWith("it must be a JVM of this user that permits attaching")
                .doesNotContain("\n");
        assertThat(peers.jvm(Main.class, "agent", "1", "--host", "127.0.0.1").exitsWith(2))
                .startsWith("shm: a connector needs a port: add --jmx 7091");
    }

    /** Whoever is asked to attach gets a signal that ends most programs; this one would also be told that it was. */
    @Test
    void shouldNotDisturbAProcessThatIsNoJvm() {
        Child shell = peers.start(List.of("/bin/sh", "-c", "trap 'echo disturbed' QUIT; echo ready; read line"));
        assertThat(shell.line()).isEqualTo("ready");
        assertThat(peers.jvm(Main.class, "agent", Long.toString(shell.pid())).exitsWith(1))
                .isEqualTo("shm: process %d is no JVM; jps lists those of this user".formatted(shell.pid()));
        shell.enter();
        assertThat(shell.exitsWith(0)).isEqualTo("ready");
    }

    /** As a JVM that hangs: it has opened the way to attach, and does not go on. */
    @Test
    void shouldNotWaitForEverForAProcessThatDoesNotAnswer() throws Exception {
        Child silent = application("-Dsilent=true");
        assertThat(silent.line()).isEqualTo("ready");
        Path socket = Path.of("/tmp/.java_pid" + silent.pid());
        try (ServerSocketChannel way = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            way.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            assertThat(peers.jvm(Main.class, "agent", Long.toString(silent.pid()), "--timeout", "2")
                            .exitsWith(1))
                    .startsWith("shm: process " + silent.pid() + " has not answered in 2 s; it may be busy or hang")
                    .doesNotContain("\n");
        } finally {
            Files.deleteIfExists(socket);
        }
        silent.enter();
        silent.exitsWith(0);
    }

    @Test
    void shouldMonitorUntilItIsStopped() throws Exception {
        Child monitor = peers.jvm(Main.class, "monitor", "--jmx", Integer.toString(Host.freePort()));
        String first = monitor.line();
        assertThat(first).startsWith("Connect to service:jmx:rmi:");
        assertShowsRegions(first.substring("Connect to ".length()));
        String key = peers.key();
        // Made again and again: the first look finds what is there and tells nothing.
        Host.await("the region is told of", () -> {
            SharedMemory.create(key, 64).close();
            boolean told = Host.within(SEVERAL_LOOKS, () -> monitor.output().contains(key));
            SharedMemory.unlink(key);
            return told;
        });
        monitor.signal("TERM");
        monitor.exitsWith(128 + 15);
    }

    /** Makes a region and finds it through a connector. */
    @SuppressWarnings("BanJNDI") // A test's own connector.
    private void assertShowsRegions(String url) throws Exception {
        String key = peers.key();
        try (SharedMemory region = SharedMemory.create(key, 64);
                JMXConnector login = JMXConnectorFactory.connect(new JMXServiceURL(url))) {
            MBeanServerConnection server = login.getMBeanServerConnection();
            CompositeData[] rows = (CompositeData[]) server.invoke(ObjectNames.host(), "listRegions", null, null);
            assertThat(rows).extracting(row -> row.get("key")).contains(key);
            region.unlink();
        }
    }

    private Child application(String option) throws URISyntaxException {
        return application(option, "");
    }

    private Child application(String option, String moreClassPath) throws URISyntaxException {
        Path classes = Path.of(Application.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), option));
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", classes + File.pathSeparator + moreClassPath, Application.class.getName()));
        return peers.start(command);
    }

    private static Path jar(String end) throws URISyntaxException {
        Path jar = Path.of(
                Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return jar.resolveSibling(jar.getFileName().toString().replaceFirst("\\.jar$", end));
    }
}
