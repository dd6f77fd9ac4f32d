package dev.shmkit.jmx.jfr;

import dev.shmkit.SharedMemory;
import java.nio.file.Path;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** A JVM of its own, in which nothing has recorded yet: uses a region, then records while it uses another. */
final class LateRecording {
    private LateRecording() {}

    public static void main(String[] args) throws Exception {
        use(args[0]);
        System.out.println("initialised " + FlightRecorder.isInitialized());
        Path file = Path.of(args[1]);
        try (Recording recording = new Recording()) {
            recording.start();
            use(args[0]);
            recording.stop();
            recording.dump(file);
        }
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            String name = event.getEventType().getName();
            if (name.startsWith("dev.shmkit.")) {
                System.out.println(name);
            }
        }
    }

    private static void use(String key) {
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            region.lock().close();
            region.unlink();
        }
    }
}
