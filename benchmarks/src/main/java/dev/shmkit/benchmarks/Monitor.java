package dev.shmkit.benchmarks;

import dev.shmkit.SharedMemory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link MonitorProcess}, with the JVM's options of the command {@code shm monitor}, and regions for it to look at. */
final class Monitor implements AutoCloseable {
    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC");
    private static final String WARM_UP_MILLIS = "10";
    private static final String SECOND_MILLIS = "1000";
    private static final long WARM_UP_SECONDS = 5;

    private final List<String> keys = new ArrayList<>();
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;

    /** Makes the regions and starts the process, which does not watch yet. */
    Monitor(int regions) {
        String prefix = RegionRows.key("watched") + "-";
        for (int i = 0; i < regions; i++) {
            SharedMemory.create(prefix + i, RegionRows.DATA_BYTES).close();
            keys.add(prefix + i);
        }
        List<String> command = new ArrayList<>();
        command.add(JavaProcess.executable());
        command.addAll(JavaProcess.OPTIONS);
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MonitorProcess.class.getName()));
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
    void warmUp() {
        tell(WARM_UP_MILLIS);
        watch();
        pause(WARM_UP_SECONDS);
        tell(SECOND_MILLIS);
    }

    /** Looks at once and then each second. Returns the CPU time that the process has used so far, in nanoseconds. */
    long watch() {
        return tell(MonitorProcess.WATCH);
    }

    /** Looks no more. */
    long rest() {
        return tell(MonitorProcess.REST);
    }

    /** Lets time go by, in which the monitor does what it does. */
    static void pause(long seconds) {
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
        }
    }
}
