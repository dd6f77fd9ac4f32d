package dev.shmkit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * TCP ports for servers that have to be told one. Between the look and the server's start nobody is given such a port by
 * chance: the kernel chooses, for whoever wants any port and for every connection's own end, from a range that is left out
 * here.
 */
public final class Ports {
    private static final Path KERNELS_RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int FIRST = 10_000;
    private static final int BEHIND_LAST = 65_536;
    private static final int ATTEMPTS = 1000;

    /** RMI clients in this process may still know a server that had the port before. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port that nobody listens at, and each but once. */
    public static int free() {
        String[] kernels = kernelsRange();
        int low = Integer.parseInt(kernels[0]);
        int high = Integer.parseInt(kernels[1]);
        return ThreadLocalRandom.current()
                .ints(FIRST, BEHIND_LAST)
                .limit(ATTEMPTS)
                .filter(port -> port < low || port > high)
                .filter(Ports::unused)
                .filter(GIVEN::add)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no free port outside of %d to %d".formatted(low, high)));
    }

    private static String[] kernelsRange() {
        try {
            return Files.readAllLines(KERNELS_RANGE).get(0).split("\\s+", -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True when nobody listens there. On every interface: a server may listen on any one of them. */
    public static boolean unused(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
