package dev.shmkit.jmx;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.VirtualThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * Another process that takes a region's lock, by {@code lock} or by what its second argument says, tells so, keeps it until it is
 * told to go on, and ends. A third argument says to compute meanwhile, and a fourth to do so in a virtual thread.
 */
public final class Holder {
    private Holder() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 3) {
            VirtualThread.start(() -> hold(args)).join();
        } else {
            hold(args);
        }
    }

    private static void hold(String... args) {
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
