package dev.shmkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Another process that uses a region's lock: {@code hold}, {@code hold in main}, {@code add}, {@code spin}, {@code come}, {@code ask} or {@code recover}. */
final class LockChild {
    static final String THREAD = "holder-thread";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int RECOVERERS = 8;

    private static final BufferedReader INPUT =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private LockChild() {}

    /** Something to do with a region. */
    private interface Task {
        void run(SharedMemory region) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        if (args[1].equals("hold in main")) {
            attached(args[0], LockChild::hold);
            return;
        }
        Task task = switch (args[1]) {
            case "hold" -> LockChild::hold;
            case "add" -> region -> add(region, Integer.parseInt(args[2]));
            case "spin" -> LockChild::spin;
            case "come" -> region -> comeAndGo(args[0]);
            case "ask" -> LockChild::ask;
            case "recover" -> LockChild::recover;
            default -> throw new IllegalArgumentException(args[1]);
        };
        Thread thread = new Thread(() -> attached(args[0], task), THREAD);
        thread.start();
        thread.join();
    }

    private static void attached(String key, Task task) {
        try (SharedMemory region = SharedMemory.attach(key, PATIENCE)) {
            task.run(region);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps the lock until it is told to go on, and lives until it is told again. */
    @SuppressWarnings("try")
    private static void hold(SharedMemory region) throws IOException {
        try (ScopedLock lock = region.lock()) {
            Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
            System.out.println("held by " + self.getFileName());
            INPUT.readLine();
        }
        System.out.println("released");
        INPUT.readLine();
    }

    @SuppressWarnings("try")
    private static void add(SharedMemory region, int times) {
        for (int i = 0; i < times; i++) {
            increment(region);
        }
        System.out.println("acquired " + region.lockCounters().acquisitions());
    }

    /** Takes and releases the lock at full speed until it is killed. */
    private static void spin(SharedMemory region) {
        increment(region);
        System.out.println("spinning");
        while (true) {
            increment(region);
        }
    }

    /** Takes the lock through a new opening each time, so that the holder's mapping comes and goes. */
    private static void comeAndGo(String key) {
        System.out.println("coming");
        while (true) {
            try (SharedMemory region = SharedMemory.attach(key, PATIENCE)) {
                increment(region);
            }
        }
    }

    @SuppressWarnings("try")
    private static void increment(SharedMemory region) {
        try (ScopedLock lock = region.lock()) {
            region.putLong(0, region.getLong(0) + 1);
        }
    }

    /** For every line, asks for the lock, and says when it had it. */
    private static void ask(SharedMemory region) throws IOException {
        System.out.println("ready");
        for (String name = INPUT.readLine(); name != null; name = INPUT.readLine()) {
            region.lock().close();
            System.out.println("had-" + name + " ");
        }
    }

    /** For every line, tries on several threads at once to recover the lock, and says how many did. */
    private static void recover(SharedMemory region) throws Exception {
        System.out.println("ready");
        for (String name = INPUT.readLine(); name != null; name = INPUT.readLine()) {
            AtomicInteger won = new AtomicInteger();
            Thread[] threads = new Thread[RECOVERERS];
            for (int i = 0; i < RECOVERERS; i++) {
                threads[i] = new Thread(() -> region.recover().ifPresent(recovered -> {
                    won.incrementAndGet();
                    recovered.close();
                }));
            }
            for (Thread thread : threads) {
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            System.out.println("won-" + name + " " + won.get());
        }
    }
}
