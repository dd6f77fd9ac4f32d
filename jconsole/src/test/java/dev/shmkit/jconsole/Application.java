package dev.shmkit.jconsole;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.jmx.remote.RemoteConnector;
import dev.shmkit.jmx.remote.RemoteOptions;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.RunningChild;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The monitored JVM: makes a region, and opens it again or takes and gives back its lock in one thread as it is told. */
final class Application {
    private final SharedMemory region;
    private @Nullable ScopedLock lock;

    private Application(SharedMemory region) {
        this.region = region;
    }

    /** With a port, it opens a connector there. */
    static RunningChild start(String... keyAndPort) throws IOException {
        RunningChild application =
                ChildJvm.of(Application.class).args(keyAndPort).start();
        application.awaitLine("ready");
        return application;
    }

    public static void main(String[] args) throws IOException {
        ExecutorService writer = Executors.newSingleThreadExecutor(task -> new Thread(task, "order-writer"));
        try (SharedMemory region = SharedMemory.create(args[0], 4096);
                RemoteConnector connector = args.length > 1 ? connector(args[1]) : null) {
            region.putString(0, "Hello, JConsole");
            Application application = new Application(region);
            System.out.println(connector == null ? "ready" : "ready " + connector.url());
            BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = commands.readLine(); line != null && !line.equals("end"); line = commands.readLine()) {
                String command = line;
                writer.execute(() -> application.run(command));
            }
            writer.shutdown();
        }
    }

    private static RemoteConnector connector(String port) throws IOException {
        return RemoteConnector.open(RemoteOptions.parse("port=" + port));
    }

    private void run(String command) {
        if (command.equals("lock")) {
            lock = region.lock();
            System.out.println("locked");
        } else if (command.equals("reopen")) {
            SharedMemory.attach(region.key(), Duration.ZERO).close();
        } else if (lock != null) {
            lock.close();
            lock = null;
        }
    }
}
