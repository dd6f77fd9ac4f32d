package dev.shmkit.jmx.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.host.HostRegions;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeavesNothingBehind.class)
class FlightRecorderTest {
    private static final Duration GIVE_UP = Duration.ofMillis(200);

    private final String key = Keys.unique("jfr");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void shouldRecordTheLifeOfARegionAndTheWaitsForItsLock() throws Exception {
        List<RecordedEvent> events;
        try (Recording recording = new Recording()) {
            recording.start();
            // Given without the slash that the events' key begins with.
            try (SharedMemory region = SharedMemory.create(key.substring(1), 64)) {
                waitFor(region, () -> true, () -> region.lock().close());
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
        assertThat(locked.get(0).getDuration()).isPositive();
        assertThat(locked.get(0).getBoolean("taken")).isTrue();
        assertThat(locked.get(0).getThread().getJavaName()).isEqualTo("waiter");
        assertThat(locked.get(1).getString("left")).contains("ABANDONED");
    }

    @Test
    void shouldTellAWaitThatWasGivenUpFromTheOneAfterItThatGotTheLock() throws Exception {
        List<RecordedEvent> events;
        AtomicLong givenUpMillis = new AtomicLong();
        try (Recording recording = new Recording();
                SharedMemory region = SharedMemory.create(key, 64)) {
            recording.start();
            waitFor(region, () -> givenUpMillis.get() > 0, () -> {
                assertThat(region.tryLock(GIVE_UP)).isEmpty();
                givenUpMillis.set(System.currentTimeMillis());
                region.lock().close();
            });
            recording.stop();
            events = eventsOf(recording);
            region.unlink();
        }
        List<RecordedEvent> waits =
                events.stream().filter(FlightRecorderTest::ofTheLock).toList();
        assertThat(waits).extracting(wait -> wait.getBoolean("taken")).containsExactly(false, true);
        assertThat(waits.get(0).getDuration("waited")).isGreaterThanOrEqualTo(GIVE_UP);
        // The recorder's clock and the machine's may differ a little.
        assertThat(waits.get(1).getStartTime())
                .isAfter(Instant.ofEpochMilli(givenUpMillis.get()).minus(GIVE_UP.dividedBy(2)));
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

    /** Runs what waits in a thread of its own, and lets it have the lock once it waits after the given state was reached. */
    private void waitFor(SharedMemory region, BooleanSupplier reached, Runnable wait) throws InterruptedException {
        FutureTask<Void> waits = new FutureTask<>(wait, null);
        Thread waiter = new Thread(waits, "waiter");
        try (ScopedLock held = region.lock()) {
            assertThat(held).isNotNull();
            waiter.start();
            Eventually.until(
                    "it waits for the lock",
                    () -> reached.getAsBoolean()
                            && !HostRegions.look(key).waiters().isEmpty());
        }
        waiter.join();
        assertThat(waits).succeedsWithin(Duration.ZERO);
    }

    /** Leaves what a holder that was killed leaves behind: a tid that no thread has. */
    private void abandon(SharedMemory region) {
        try (SharedMemory words = SharedMemory.attachRaw(key)) {
            words.putInt(0, 1).putInt(8, Integer.MAX_VALUE - 1).putInt(12, 1);
        }
        assertThat(region.lockState().state().name()).isEqualTo("ABANDONED");
    }
}
