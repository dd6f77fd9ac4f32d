package dev.shmkit.cli.demo;

import dev.shmkit.cli.demo.RegionWatch.Sight;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code demo} command. */
@Command(
        name = "demo",
        description = "Watch two processes share a region and its lock. Takes some seconds, leaves nothing behind.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    /** For what hangs, not for what is slow: on a machine with much other work it has taken 17 s. */
    private static final long DEADLINE_SECONDS = 60;

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LAST_COUNT = 10;
    private static final String ROW = "%6s  %-16s  %-4s  %-9s  %-9s  %5s  %-8s  %s%n";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For picocli. */
    DemoCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException, JMException {
        String key = "/shm-demo-" + ProcessHandle.current().pid();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (DemoProcesses processes = DemoProcesses.of(spec.root().userObject().getClass(), key)) {
            ScheduledFuture<?> deadline = timer.schedule(processes::kill, DEADLINE_SECONDS, TimeUnit.SECONDS);
            try {
                show(key, processes.start("owner"), processes.start("contender"));
            } catch (IOException | JMException e) {
                if (deadline.isDone()) {
                    throw new IOException(
                            "the demo had not ended after %d s and was stopped".formatted(DEADLINE_SECONDS), e);
                }
                if (!processes.stopped()) {
                    throw e;
                }
                // The exit status is the signal's, whatever is returned here.
            }
            deadline.cancel(false);
        } finally {
            timer.shutdownNow();
        }
        return 0;
    }

    private void show(String key, ScriptProcess owner, ScriptProcess contender)
            throws IOException, InterruptedException, JMException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Two processes start, each a JShell script of ten lines:");
        out.printf("  pid %-7d creates the secure region %s and counts in it under its lock%n", owner.pid(), key);
        out.printf("  pid %-7d attaches to it and wants the same lock%n", contender.pid());
        out.flush();
        owner.awaitReady();
        contender.awaitReady();
        try (RegionWatch watch = RegionWatch.connect(owner.pid(), key)) {
            out.printf("%nWhat the region's MBean in pid %d says, read over JMX:%n%n", owner.pid());
            out.printf(ROW, "TIME", "KEY", "SIZE", "MODE", "OWNER", "COUNT", "LOCK", "HOLDER");
            out.flush();
            owner.go();
            contender.go();
            follow(watch, out);
        }
        contender.awaitEnd();
        owner.go();
        owner.awaitEnd();
        out.printf("%nBoth counted to %d together and lost nothing. The region is gone.%n", LAST_COUNT);
        out.println("To watch your own in JConsole: run ./shm jshell, make a region, and in another terminal");
        out.println("run ./shm jconsole. See the tab \"Shared memory\", or MBeans > dev.shmkit > Region.");
        out.flush();
    }

    /** Prints a row whenever something changed, until both have counted. */
    private static void follow(RegionWatch watch, PrintWriter out) throws IOException, JMException {
        long started = System.nanoTime();
        Sight now = watch.look();
        print(now, 0, out);
        while (now.count() < LAST_COUNT || !now.lockState().equals("FREE")) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            Sight next = watch.look();
            if (!next.equals(now)) {
                print(next, System.nanoTime() - started, out);
            }
            now = next;
        }
    }

    private static void print(Sight now, long nanos, PrintWriter out) {
        String time = String.format(Locale.ROOT, "%.2fs", nanos / 1e9);
        out.printf(
                ROW,
                time,
                now.key(),
                now.sizeBytes(),
                now.mode(),
                now.owner(),
                now.count(),
                now.lockState(),
                now.holder());
        out.flush();
    }
}
