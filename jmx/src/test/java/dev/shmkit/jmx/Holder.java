package dev.shmkit.jmx;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import java.io.IOException;
import java.time.Duration;

/**
 * Another process that takes a region's lock, by {@code lock} or by what its second argument says, tells so, keeps it until it is
 * told to go on, and ends. A third argument says to compute meanwhile.
 */
public final class Holder {
    private Holder() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        boolean interruptibly = args.length > 1 && args[1].equals("lockInterruptibly");
        try (SharedMemory region = SharedMemory.attach(args[0], Duration.ofSeconds(10));
                ScopedLock lock = interruptibly ? region.lockInterruptibly() : region.lock()) {
            System.out.println("held " + lock.getClass().getSimpleName());
            while (args.length > 2 && System.in.available() == 0) {
                Thread.onSpinWait();
            }
            while (System.in.read() != '\n') {
                // Not told yet.
            }
        }
    }
}
