package dev.shmkit.examples;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What the tests ask of the machine. */
final class Host {
    private static final long PAUSE_NANOS = 1_000_000;

    private Host() {}

    /** The user that this process runs as. */
    static int uid() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /** Where a region of this key is created. */
    static Path region(String key) throws IOException {
        Path ofUser = Path.of("/run/user/" + uid());
        return (Files.isDirectory(ofUser) ? ofUser : Path.of("/dev/shm")).resolve(key);
    }

    /** Waits until something is so. */
    static void await(String what, BooleanSupplier condition) {
        if (!within(Child.DEADLINE, condition)) {
            throw new AssertionError("waited " + Child.DEADLINE + " in vain: " + what);
        }
    }

    /** True once something is so, false when it is not for so long: for what is then tried again. */
    static boolean within(Duration limit, BooleanSupplier condition) {
        long started = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - started > limit.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }

    /** A TCP port that nobody listens at. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
