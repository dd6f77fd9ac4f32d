package dev.shmkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Another process that uses a region's lock: {@code hold} until told to go on, or {@code add} under the lock. */
final class LockChild {
    static final String THREAD = "holder-thread";

    private LockChild() {}

    public static void main(String[] args) throws Exception {
        Runnable task = args[1].equals("hold") ? () -> hold(args[0]) : () -> add(args[0], Integer.parseInt(args[2]));
        Thread thread = new Thread(task, THREAD);
        thread.start();
        thread.join();
    }

    @SuppressWarnings("try")
    private static void hold(String key) {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (SharedMemory region = SharedMemory.attach(key, Duration.ofSeconds(60))) {
            try (ScopedLock lock = region.lock()) {
                Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
                System.out.println("held by " + self.getFileName());
                input.readLine();
            }
            System.out.println("released");
            input.readLine();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("try")
    private static void add(String key, int times) {
        try (SharedMemory region = SharedMemory.attach(key, Duration.ofSeconds(60))) {
            for (int i = 0; i < times; i++) {
                try (ScopedLock lock = region.lock()) {
                    region.putLong(0, region.getLong(0) + 1);
                }
            }
            System.out.println("acquired " + region.lockCounters().acquisitions());
        }
    }
}
