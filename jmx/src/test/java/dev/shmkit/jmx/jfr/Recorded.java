package dev.shmkit.jmx.jfr;

import dev.shmkit.SharedMemory;
import java.io.IOException;
import java.time.Duration;

/** A JVM that is recorded from outside: takes a region's lock, and recovers it when it is told that it was left behind. */
final class Recorded {
    private Recorded() {}

    public static void main(String[] args) throws IOException {
        try (SharedMemory region = SharedMemory.attach(args[0], Duration.ofSeconds(10))) {
            region.lock().close();
            System.out.println("waited");
            while (System.in.read() != '\n') {
                // Not told yet.
            }
            region.recover().orElseThrow().close();
        }
    }
}
