package dev.shmkit.jmx.jfr;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.jmx.Holder;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.nio.file.Path;

/** Recordings for the tools that people read recordings with. */
final class Recordings {
    private Recordings() {}

    /** Another JVM waits for a lock that this one holds, and takes it over from a third one that died with it. */
    static Path ofALock(String key, Path directory) throws IOException {
        Path file = directory.resolve("locks.jfr");
        try (SharedMemory region = SharedMemory.create(key, 64);
                SharedMemory words = SharedMemory.attachRaw(key)) {
            ScopedLock held = region.lock();
            try (RunningChild recorded = ChildJvm.of(Recorded.class)
                    .vm("-XX:StartFlightRecording:dumponexit=true,filename=" + file)
                    .args(key)
                    .start()) {
                Eventually.until(recorded::output, () -> words.getIntVolatile(0) == 2);
                held.close();
                recorded.awaitLine("waited");
                dieHolding(key);
                recorded.tell("");
                recorded.awaitExit().requireSuccess();
            } finally {
                region.unlink();
            }
        }
        return file;
    }

    private static void dieHolding(String key) throws IOException {
        try (RunningChild holder = ChildJvm.of(Holder.class).args(key).start()) {
            holder.awaitLine("held");
            holder.kill();
        }
    }
}
