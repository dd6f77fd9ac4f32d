package dev.shmkit.cli.monitor;

import dev.shmkit.internal.text.Printable;
import dev.shmkit.jmx.HostRegistration;
import dev.shmkit.jmx.remote.RemoteConnector;
import dev.shmkit.jmx.remote.RemoteOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javax.management.InstanceNotFoundException;
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
            "Runs until it is interrupted."
        },
        mixinStandardHelpOptions = true)
public final class MonitorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConnectorOptions connector = new ConnectorOptions();

    @Option(names = "--quiet", description = "Do not print what happens.")
    private boolean quiet;

    /** For picocli. */
    MonitorCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException, InstanceNotFoundException {
        String words = connector.words();
        ObjectName host = HostRegistration.get().register();
        @Nullable RemoteConnector open = words.isEmpty() ? null : RemoteConnector.open(RemoteOptions.parse(words));
        PrintWriter out = spec.commandLine().getOut();
        out.println(open == null ? localOnly() : "Connect to " + open.url());
        out.flush();
        if (!quiet) {
            ManagementFactory.getPlatformMBeanServer()
                    .addNotificationListener(host, (told, hint) -> print(out, told), null, null);
        }
        new CountDownLatch(1).await();
        return 0;
    }

    private static String localOnly() {
        return "Connect to process %d of this machine, as the same user: jconsole %1$d"
                .formatted(ProcessHandle.current().pid());
    }

    private static void print(PrintWriter out, Notification told) {
        out.printf(
                "%s  %s%n",
                LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS), Printable.of(told.getMessage()));
        out.flush();
    }
}
