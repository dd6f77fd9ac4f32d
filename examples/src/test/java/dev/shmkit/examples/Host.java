package dev.shmkit.examples;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What the tests ask of the machine. */
final class Host {
    private static final long PAUSE_NANOS = 1_000_000;
    private static final Path KERNELS_PORTS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int FIRST_PORT = 10_000;
    private static final int BEHIND_LAST_PORT = 65_536;

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

    /**
     * A TCP port that nobody listens at, and that nobody is given by chance before a server of ours is there: the kernel
     * chooses from a range of its own.
     */
    static int freePort() throws IOException {
        String[] kernels = Files.readAllLines(KERNELS_PORTS).get(0).split("\\s+", -1);
        int low = Integer.parseInt(kernels[0]);
        int high = Integer.parseInt(kernels[1]);
        return ThreadLocalRandom.current()
                .ints(FIRST_PORT, BEHIND_LAST_PORT)
                .limit(1000)
                .filter(port -> (port < low || port > high) && unused(port))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no free port outside of %d to %d".formatted(low, high)));
    }

    private static boolean unused(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
