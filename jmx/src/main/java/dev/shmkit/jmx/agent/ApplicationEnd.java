package dev.shmkit.jmx.agent;

import dev.shmkit.jmx.remote.RemoteConnector;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Closes an agent's connector when the application has ended. RMI has a thread, no daemon, while anything is exported, which
 * would keep the JVM for ever; how the JDK's own agent exports is not for others to use. An application that lives on by nothing
 * but objects that it exports itself loses the connector when its main returns.
 */
final class ApplicationEnd {
    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** HotSpot's name for the thread that main was, when that has returned: it waits for all others that are no daemons. */
    private static final String MAIN_HAS_RETURNED = "DestroyJavaVM";

    private static final Set<String> NOT_THE_APPLICATIONS = Set.of(MAIN_HAS_RETURNED, "RMI Reaper");

    private ApplicationEnd() {}

    static void closes(RemoteConnector connector) {
        Thread watch = new Thread(() -> closeAtEnd(connector), "shmkit-agent");
        watch.setDaemon(true);
        watch.start();
    }

    private static void closeAtEnd(RemoteConnector connector) {
        while (!applicationHasEnded()) {
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
        try {
            connector.close();
        } catch (IOException e) {
            System.err.println("shmkit agent: the connector was not closed: " + e.getMessage());
        }
    }

    private static boolean applicationHasEnded() {
        Set<String> keeping = Stream.of(threads())
                .filter(thread -> !thread.isDaemon())
                .map(Thread::getName)
                .collect(Collectors.toSet());
        return keeping.contains(MAIN_HAS_RETURNED) && NOT_THE_APPLICATIONS.containsAll(keeping);
    }

    /** All that have been started and have not ended. */
    private static Thread[] threads() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        // enumerate leaves out what does not fit, and more may have been started.
        Thread[] threads = new Thread[root.activeCount() + 16];
        int count = root.enumerate(threads);
        while (count == threads.length) {
            threads = new Thread[2 * count];
            count = root.enumerate(threads);
        }
        return Arrays.copyOf(threads, count);
    }
}
