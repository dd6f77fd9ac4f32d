package dev.shmkit.examples;

import static dev.shmkit.dsl.Shm.shm;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.jmx.HostRegistration;
import java.io.IOException;

/** A program with a region, which takes the lock and gives it back whenever it reads a line; its beans say so. */
final class TurnTaker {
    private TurnTaker() {}

    @SuppressWarnings("try") // The lock is used by being held.
    public static void main(String[] args) throws IOException {
        HostRegistration.get().register();
        try (SharedMemory region = shm(args[0]).size(4096).secure().temporary().create()) {
            System.out.println("free");
            while (System.in.read() == '\n') {
                try (ScopedLock lock = region.lock()) {
                    System.out.println("held");
                    if (System.in.read() != '\n') {
                        return;
                    }
                }
                System.out.println("free");
            }
        }
    }
}
