package dev.shmkit.benchmarks.host;

import dev.shmkit.SharedMemory;
import dev.shmkit.benchmarks.contest.JavaProcess;
import dev.shmkit.benchmarks.work.BenchmarkRegions;
import dev.shmkit.jmx.HostRegistration;
import dev.shmkit.jmx.remote.RemoteConnector;
import dev.shmkit.jmx.remote.RemoteOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that looks at the machine once a second, with the JVM's options of {@code shm monitor}, and regions for it to see. */
public final class Monitor implements AutoCloseable {
    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC");
    private static final String WARM_UP_MILLIS = "10";
    private static final String SECOND_MILLIS = "1000";
    private static final long WARM_UP_SECONDS = 5;

    private final List<String> keys = new ArrayList<>();
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;
    private final @Nullable RemoteConnector connector;

    /** A monitor that looks for itself: {@link MonitorProcess}. It does not watch yet. */
    public static Monitor ofTheMachine(int regions) {
        return new Monitor(regions, null, List.of(MonitorProcess.class.getName()));
    }

    /** One that asks this JVM to look: {@link PollingClient}. It does not ask yet. */
    public static Monitor ofThisApplication(int regions) {
        try {
            HostRegistration.get().register();
            RemoteConnector connector = RemoteConnector.open(RemoteOptions.parse("port=" + freePort()));
            String url = connector.url().toString();
            return new Monitor(regions, connector, List.of(PollingClient.class.getName(), url));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Monitor(int regions, @Nullable RemoteConnector connector, List<String> main) {
        this.connector = connector;
        String prefix = BenchmarkRegions.key("watched") + "-";
        for (int i = 0; i < regions; i++) {
            SharedMemory.create(prefix + i, BenchmarkRegions.DATA_BYTES).close();
            keys.add(prefix + i);
        }
        List<String> command = new ArrayList<>();
        command.add(JavaProcess.executable());
        command.addAll(JavaProcess.OPTIONS);
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(main);
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
        answers = process.inputReader(StandardCharsets.UTF_8);
        orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    /** Looks so often for some seconds that the code is compiled as after minutes. Watches once a second from then on. */
    public void warmUp() {
        tell(WARM_UP_MILLIS);
        watch();
        pause(WARM_UP_SECONDS);
        tell(SECOND_MILLIS);
    }

    /** Looks at once and then each second. Returns the process's answer: for one of the machine, its CPU time in nanoseconds. */
    public long watch() {
        return tell(MonitorProcess.WATCH);
    }

    /** Looks no more. */
    public long rest() {
        return tell(MonitorProcess.REST);
    }

    /** Lets time go by, in which the monitor does what it does. */
    public static void pause(long seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long tell(String order) {
        orders.println(order);
        try {
            @Nullable String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("the monitor ended before it answered");
            }
            return Long.parseLong(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process by the end of its input, and waits for it. */
    @Override
    public void close() {
        orders.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        } finally {
            keys.forEach(SharedMemory::unlink);
            closeConnector();
        }
    }

    private void closeConnector() {
        if (connector != null) {
            try {
                connector.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
