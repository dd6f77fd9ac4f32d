package dev.shmkit.examples;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A process with a thread that takes one region's lock, says so, waits for a line, and then wants the next one's: half of a
 * deadlock. With a third argument it waits so that it can be interrupted.
 */
final class Chainer {
    static final String THREAD = "chainer";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Chainer() {}

    public static void main(String[] args) throws InterruptedException {
        Thread thread = new Thread(() -> chain(args[0], args[1], args.length > 2), THREAD);
        thread.start();
        thread.join();
    }

    private static void chain(String key, String nextKey, boolean interruptibly) {
        try (SharedMemory region = SharedMemory.attach(key, PATIENCE);
                SharedMemory next = SharedMemory.attach(nextKey, PATIENCE);
                ScopedLock lock = region.lock()) {
            Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
            System.out.println("held " + self.getFileName());
            while (System.in.read() != '\n') {
                // The line is not there yet.
            }
            try (ScopedLock second = interruptibly ? next.lockInterruptibly() : next.lock()) {
                System.out.println("both " + lock.getClass().equals(second.getClass()));
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
