package dev.shmkit.examples;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.ShmException;
import java.time.Duration;

/**
 * A counter that several processes share, JVMs and others:
 *
 * <pre>
 * java -cp "$(./shm classpath)" dev.shmkit.examples.Counter create /visits
 * java -cp "$(./shm classpath)" dev.shmkit.examples.Counter add /visits 0 1000    # in as many shells as you like
 * examples/target/peer add /visits 0 1000                                         # and in C, see src/main/c/peer.c
 * java -cp "$(./shm classpath)" dev.shmkit.examples.Counter get /visits 0
 * java -cp "$(./shm classpath)" dev.shmkit.examples.Counter unlink /visits
 * </pre>
 *
 * <p>Exit status: 0 done, 1 failed with one line on stderr, 2 wrong usage.
 */
@SuppressWarnings("try") // javac -Xlint:try wants the lock to be named in the block; holding it is its whole use.
public final class Counter {
    private static final long SIZE_BYTES = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Counter() {}

    public static void main(String[] args) {
        try {
            String command = args.length < 2 ? "" : args[0] + " " + (args.length - 2);
            switch (command) {
                case "create 0" -> create(args[1]);
                case "add 2" -> add(args[1], Long.parseLong(args[2]), Long.parseLong(args[3]));
                case "get 1" -> System.out.println(get(args[1], Long.parseLong(args[2])));
                case "unlink 0" -> SharedMemory.unlink(args[1]);
                default -> wrongUsage("usage: Counter create KEY | add KEY OFFSET N | get KEY OFFSET | unlink KEY");
            }
        } catch (NumberFormatException e) {
            wrongUsage("not a number: " + e.getMessage());
        } catch (ShmException | IndexOutOfBoundsException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void create(String key) {
        // Closing ends this process's use. The name and the bytes stay for the others until somebody unlinks them.
        try (SharedMemory region = SharedMemory.create(key, SIZE_BYTES)) {
            System.out.println("created " + region);
        }
    }

    private static void add(String key, long offset, long times) {
        // Waits for a region that is still to come, up to the given time.
        try (SharedMemory region = SharedMemory.attach(key, PATIENCE)) {
            System.out.println("adding " + times);
            for (long i = 0; i < times; i++) {
                try (ScopedLock lock = region.lock()) {
                    region.putLong(offset, region.getLong(offset) + 1);
                }
            }
            System.out.println("added " + times);
        }
    }

    private static long get(String key, long offset) {
        try (SharedMemory region = SharedMemory.attach(key, Duration.ZERO);
                ScopedLock lock = region.lock()) {
            return region.getLong(offset);
        }
    }

    private static void wrongUsage(String message) {
        System.err.println(message);
        System.exit(2);
    }
}
