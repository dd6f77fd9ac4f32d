package dev.shmkit.jmx.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeavesNothingBehind.class)
class FlightRecorderTest {
    private final String key = Keys.unique("jfr");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void shouldRecordTheLifeOfARegionAndTheWaitsForItsLock() throws Exception {
        List<RecordedEvent> events;
        try (Recording recording = new Recording()) {
            recording.start();
            try (SharedMemory region = SharedMemory.create(key, 64)) {
                waitOnceFor(region);
                abandon(region);
                region.recover().orElseThrow().close();
                region.unlink();
            }
            recording.stop();
            events = eventsOf(recording);
        }
        // The raw openings that look at the words are regions of the same key, too.
        List<RecordedEvent> locked =
                events.stream().filter(FlightRecorderTest::ofTheLock).toList();
        assertThat(events)
                .extracting(event -> event.getEventType().getName())
                .startsWith("dev.shmkit.RegionOpened")
                .endsWith("dev.shmkit.RegionClosed");
        assertThat(locked)
                .extracting(event -> event.getEventType().getName())
                .containsExactly("dev.shmkit.LockWait", "dev.shmkit.LockAbandoned");
        assertThat(events.get(0).getLong("size")).isEqualTo(64);
        assertThat(events.get(0).getString("role")).isEqualTo("OWNER");
        assertThat(locked.get(0).getDuration("waited")).isPositive();
        assertThat(locked.get(0).getThread().getJavaName()).isEqualTo("waiter");
        assertThat(locked.get(1).getString("left")).contains("ABANDONED");
    }

    @Test
    void shouldLeaveTheRecorderAloneUntilSomethingRecords() throws Exception {
        String file = directory.resolve("late.jfr").toString();
        String output = ChildJvm.of(LateRecording.class).args(key, file).run().requireSuccess();
        assertThat(output.lines())
                .containsExactlyInAnyOrder("initialised false", "dev.shmkit.RegionOpened", "dev.shmkit.RegionClosed");
    }

    private static boolean ofTheLock(RecordedEvent event) {
        return event.getEventType().getName().startsWith("dev.shmkit.Lock");
    }

    private List<RecordedEvent> eventsOf(Recording recording) throws IOException {
        Path file = directory.resolve("regions.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("dev.shmkit."))
                .filter(event -> key.equals(event.getString("key")))
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .toList();
    }

    private void waitOnceFor(SharedMemory region) throws InterruptedException {
        ScopedLock held = region.lock();
        Thread waiter = new Thread(() -> region.lock().close(), "waiter");
        waiter.start();
        try (SharedMemory words = SharedMemory.attachRaw(key)) {
            Eventually.until("somebody waits for the lock", () -> words.getIntVolatile(0) == 2);
        }
        held.close();
        waiter.join();
    }

    /** Leaves what a holder that was killed leaves behind: a tid that no thread has. */
    private void abandon(SharedMemory region) {
        try (SharedMemory words = SharedMemory.attachRaw(key)) {
            words.putInt(0, 1).putInt(8, Integer.MAX_VALUE - 1).putInt(12, 1);
        }
        assertThat(region.lockState().state().name()).isEqualTo("ABANDONED");
    }
}
