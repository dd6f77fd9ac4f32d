package dev.shmkit.jconsole.remote;

import dev.shmkit.jconsole.model.Hidden;
import dev.shmkit.jconsole.model.HostLook;
import dev.shmkit.jconsole.model.Reading;
import dev.shmkit.jconsole.model.Region;
import dev.shmkit.jconsole.model.graph.WaitGraph;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import org.jspecify.annotations.Nullable;

/** Asks the Host bean for everything the tab shows: three short calls a look. */
public final class HostReader {
    private static final String ADVICE = """
            This tab shows all shared memory regions of the machine, once this JVM has the bean dev.shmkit:type=Host.

            \u2022 An application gets it by having shmkit-jmx on its class path and opening a region.
            \u2022 ./shm agent PID gives it to a JVM that runs already.
            \u2022 ./shm monitor runs a JVM that has it: connect to that one.

            The tab looks again every second.""";

    private static final String LATER = "The tab goes on by itself when the connection is there again.";

    private HostReader() {}

    /** Looks once. Waits as long as the connection does; never throws. */
    public static Reading read(@Nullable MBeanServerConnection connection) {
        if (connection == null) {
            return new Reading.Missing("Not connected", LATER);
        }
        try {
            if (!connection.isRegistered(Names.HOST)) {
                return new Reading.Missing("This JVM does not watch shared memory", ADVICE);
            }
            return new Reading.Seen(look(connection));
        } catch (IOException e) {
            return new Reading.Missing("The connection is gone", LATER);
        } catch (JMException | RuntimeException e) {
            return new Reading.Missing("Shared memory cannot be read", Failures.sentence(e));
        }
    }

    private static HostLook look(MBeanServerConnection connection) throws JMException, IOException {
        List<Region> regions = OpenData.rows(call(connection, "listRegions")).stream()
                .map(OpenData::region)
                .toList();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        // The bean looks again and again before it confirms a deadlock: asked only when there may be one.
        List<String> deadlocks = WaitGraph.of(regions).hasCircle()
                ? OpenData.rows(call(connection, "findDeadlocks")).stream()
                        .map(deadlock -> OpenData.text(deadlock, "description"))
                        .toList()
                : List.of();
        return new HostLook(
                millis,
                regions,
                deadlocks,
                new Hidden(
                        number(connection, "HiddenProcessCount"),
                        number(connection, "HiddenThreadCount"),
                        number(connection, "HiddenDirectoryCount")),
                number(connection, "ShmUsedPercent"));
    }

    private static @Nullable Object call(MBeanServerConnection connection, String operation)
            throws JMException, IOException {
        return connection.invoke(Names.HOST, operation, new Object[0], new String[0]);
    }

    private static int number(MBeanServerConnection connection, String attribute) throws JMException, IOException {
        return connection.getAttribute(Names.HOST, attribute) instanceof Number number ? number.intValue() : 0;
    }
}
