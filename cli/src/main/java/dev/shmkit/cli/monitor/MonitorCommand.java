package dev.shmkit.cli.monitor;

import dev.shmkit.cli.options.Seconds;
import dev.shmkit.internal.posix.Descriptor;
import dev.shmkit.internal.text.Printable;
import dev.shmkit.jmx.HostRegistration;
import dev.shmkit.jmx.remote.RemoteConnector;
import dev.shmkit.jmx.remote.RemoteOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.Notification;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code monitor} command: runs until it is told to stop. */
@Command(
        name = "monitor",
        description = {
            "Make the machine's regions visible to JConsole, VisualVM and other JMX clients, and print what happens to them.",
            "Runs until it is interrupted. Without --jmx and --quiet, what it prints is what it is for: it ends when nobody can"
                    + " read that any more."
        },
        mixinStandardHelpOptions = true)
public final class MonitorCommand implements Callable<Integer> {
    /** What LocalTime says of itself ends with the minutes when there are no seconds. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private static final long OUTPUT_CHECK_MILLIS = 500;
    private static final String OURS = "dev.shmkit.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConnectorOptions connector = new ConnectorOptions();

    @Option(names = "--quiet", description = "Do not print what happens.")
    private boolean quiet;

    @Option(
            names = "--stall",
            paramLabel = "SECONDS",
            converter = Seconds.class,
            defaultValue = "10",
            description = "Tell of locks held for longer (default: ${DEFAULT-VALUE}).")
    private Duration stall = Duration.ZERO;

    /** For picocli. */
    MonitorCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException, JMException {
        String words = connector.words();
        ObjectName host = HostRegistration.get().register();
        ManagementFactory.getPlatformMBeanServer().setAttribute(host, new Attribute("StallMillis", stall.toMillis()));
        @Nullable RemoteConnector open = words.isEmpty() ? null : RemoteConnector.open(RemoteOptions.parse(words));
        PrintWriter out = spec.commandLine().getOut();
        out.println(open == null ? localOnly() : "Connect to " + open.url());
        out.flush();
        if (!quiet) {
            ManagementFactory.getPlatformMBeanServer()
                    .addNotificationListener(host, (told, hint) -> print(out, told), null, null);
        }
        awaitEnd(open != null || quiet);
        return 0;
    }

    /**
     * Clients of a connector, and of a quiet monitor, do not depend on what is printed: for them it goes on, and says once that
     * the rest is lost. What has been written to says so by itself; a pipe is asked, because nothing may happen for long.
     */
    private void awaitEnd(boolean serving) throws InterruptedException {
        while (!System.out.checkError() && !Descriptor.nobodyReadsOutput()) {
            TimeUnit.MILLISECONDS.sleep(OUTPUT_CHECK_MILLIS);
        }
        if (serving) {
            if (!quiet) {
                PrintWriter err = spec.commandLine().getErr();
                err.println("shm: the output could not be written; the monitor goes on without it");
                err.flush();
            }
            new CountDownLatch(1).await();
        }
    }

    private static String localOnly() {
        return "Connect to process %d of this machine, as the same user: jconsole %1$d"
                .formatted(ProcessHandle.current().pid());
    }

    private static void print(PrintWriter out, Notification told) {
        out.println(line(LocalTime.now(ZoneId.systemDefault()), told.getType(), told.getMessage()));
        out.flush();
    }

    /** With what it is in a word or two that can be searched for. */
    static String line(LocalTime time, String type, String message) {
        String kind = type.startsWith(OURS) ? type.substring(OURS.length()) : type;
        return "%s  %s: %s".formatted(TIME.format(time), kind, Printable.of(message));
    }
}
