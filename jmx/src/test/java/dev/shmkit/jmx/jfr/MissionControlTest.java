package dev.shmkit.jmx.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.openjdk.jmc.common.unit.UnitLookup.FLAG;
import static org.openjdk.jmc.common.unit.UnitLookup.MEMORY;
import static org.openjdk.jmc.common.unit.UnitLookup.PLAIN_TEXT;
import static org.openjdk.jmc.common.unit.UnitLookup.STACKTRACE;
import static org.openjdk.jmc.common.unit.UnitLookup.THREAD;
import static org.openjdk.jmc.common.unit.UnitLookup.TIMESPAN;
import static org.openjdk.jmc.common.unit.UnitLookup.TIMESTAMP;

import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.IMCStackTrace;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IType;
import org.openjdk.jmc.common.unit.ContentType;
import org.openjdk.jmc.common.util.FormatToolkit;
import org.openjdk.jmc.common.util.TypeHandling;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.internal.EventArray;
import org.openjdk.jmc.flightrecorder.internal.FlightRecordingLoader;

/** What JDK Mission Control shows of a recording in its Event Browser, by the libraries that it is made of. */
@ExtendWith(LeavesNothingBehind.class)
class MissionControlTest {
    private static final Set<String> OF_EVERY_EVENT = Set.of("startTime", "duration", "eventThread", "stackTrace");
    private static final String KEY = Keys.unique("jmc");

    @TempDir
    private static Path directory = Path.of("");

    private static Path recording = Path.of("");
    private static List<IItemIterable> loaded = List.of();

    @BeforeAll
    static void record() throws Exception {
        recording = Recordings.ofALock(KEY, directory);
        loaded = JfrLoaderToolkit.loadEvents(recording.toFile()).stream()
                .filter(events -> events.getType().getIdentifier().startsWith("dev.shmkit."))
                .toList();
    }

    @Test
    void shouldFileTheEventsUnderOurName() throws Exception {
        Map<String, List<String>> folders = new LinkedHashMap<>();
        // Only the parser's own arrays have the categories: the tree of the Event Browser is made from them.
        try (InputStream in = Files.newInputStream(recording)) {
            for (EventArray events :
                    FlightRecordingLoader.loadStream(in, false, false).getArrays()) {
                folders.put(events.getType().getIdentifier(), List.of(events.getTypeCategory()));
            }
        }
        folders.keySet().removeIf(type -> !type.startsWith("dev.shmkit."));
        assertThat(folders)
                .containsOnly(
                        entry("dev.shmkit.RegionOpened", List.of("shmkit")),
                        entry("dev.shmkit.RegionClosed", List.of("shmkit")),
                        entry("dev.shmkit.LockWait", List.of("shmkit")),
                        entry("dev.shmkit.LockAbandoned", List.of("shmkit")));
    }

    @Test
    void shouldNameAndDescribeTheEvents() {
        assertThat(loaded)
                .extracting(events -> events.getType().getName(), events -> described(events.getType()))
                .containsExactlyInAnyOrder(
                        tuple("Region Opened", "A region was created or attached"),
                        tuple("Region Closed", "This process ended its use of a region"),
                        tuple("Lock Wait", "A thread waited for the lock of a region"),
                        tuple("Lock Abandoned", "A thread took the lock of a region from a holder that is gone"));
    }

    @Test
    void shouldHeadTheColumnsAndKnowWhatIsInThem() {
        Map<String, ContentType<?>> always = Map.of(
                "Start Time", TIMESTAMP, "Duration", TIMESPAN, "Event Thread", THREAD, "Stack Trace", STACKTRACE);
        assertThat(columns("dev.shmkit.RegionOpened"))
                .containsAllEntriesOf(always)
                .containsEntry("Key", PLAIN_TEXT)
                .containsEntry("Path", PLAIN_TEXT)
                .containsEntry("Size", MEMORY)
                .containsEntry("Role", PLAIN_TEXT)
                .hasSize(8);
        assertThat(columns("dev.shmkit.RegionClosed"))
                .containsAllEntriesOf(always)
                .containsEntry("Key", PLAIN_TEXT)
                .containsEntry("Path", PLAIN_TEXT)
                .hasSize(6);
        assertThat(columns("dev.shmkit.LockWait"))
                .containsAllEntriesOf(always)
                .containsEntry("Key", PLAIN_TEXT)
                .containsEntry("Waited", TIMESPAN)
                .containsEntry("Taken", FLAG)
                .hasSize(7);
        assertThat(columns("dev.shmkit.LockAbandoned"))
                .containsAllEntriesOf(always)
                .containsEntry("Key", PLAIN_TEXT)
                .containsEntry("Left Behind", PLAIN_TEXT)
                .hasSize(6);
    }

    @Test
    void shouldDescribeTheColumnsThatAreOurs() {
        assertThat(loaded)
                .allSatisfy(events -> assertThat(
                                events.getType().getAccessorKeys().entrySet())
                        .filteredOn(column ->
                                !OF_EVERY_EVENT.contains(column.getKey().getIdentifier()))
                        .isNotEmpty()
                        .allSatisfy(column -> assertThat(column.getValue().getDescription())
                                .as(column.getKey().getIdentifier())
                                .isNotBlank()));
    }

    @Test
    void shouldShowValuesThatPeopleCanRead() {
        assertThat(values("dev.shmkit.RegionOpened"))
                .containsEntry("Key", KEY)
                .containsEntry("Path", Keys.path(KEY).toString())
                .containsEntry("Size", "64 B")
                .containsEntry("Role", "USER")
                .containsEntry("Event Thread", "main");
        assertThat(values("dev.shmkit.LockWait"))
                .containsEntry("Key", KEY)
                .containsEntry("Event Thread", "main")
                .hasEntrySatisfying("Duration", MissionControlTest::assertTime)
                .hasEntrySatisfying("Waited", MissionControlTest::assertTime)
                .hasEntrySatisfying("Stack Trace", MissionControlTest::assertEndsInOurCode);
        assertThat(values("dev.shmkit.LockAbandoned"))
                .containsEntry("Key", KEY)
                .containsEntry("Event Thread", "main")
                .hasEntrySatisfying("Left Behind", text -> assertThat(text).startsWith("ABANDONED by tid "))
                .hasEntrySatisfying("Stack Trace", MissionControlTest::assertEndsInOurCode);
        assertThat(values("dev.shmkit.RegionClosed"))
                .containsEntry("Key", KEY)
                .containsEntry("Path", Keys.path(KEY).toString())
                .containsEntry("Event Thread", "main");
    }

    private static void assertTime(String text) {
        assertThat(text).matches("[1-9][0-9]*([.,][0-9]+)? (\\p{L}s|s)");
    }

    private static void assertEndsInOurCode(String stack) {
        assertThat(stack.lines().reduce("", (before, line) -> line))
                .contains(Recorded.class.getName() + ".main(java.lang.String[])");
    }

    /** JMC puts the name of the type after its description. */
    private static String described(IType<IItem> type) {
        return type.getDescription().replace(" [" + type.getIdentifier() + "]", "");
    }

    private Map<String, ContentType<?>> columns(String type) {
        Map<String, ContentType<?>> columns = new LinkedHashMap<>();
        eventsOf(type)
                .getType()
                .getAccessorKeys()
                .forEach((key, column) -> columns.put(column.getName(), key.getContentType()));
        return columns;
    }

    /** What the first event of a type has in each column. */
    private Map<String, String> values(String type) {
        IItemIterable events = eventsOf(type);
        IItem first = events.iterator().next();
        Map<String, String> values = new LinkedHashMap<>();
        events.getType()
                .getAccessorKeys()
                .forEach((key, column) -> values.put(
                        column.getName(),
                        shown(events.getType().getAccessor(key).getMember(first))));
        return values;
    }

    /** Between a number and its unit JMC has a space that no line breaks at. */
    private static String shown(Object value) {
        return value instanceof IMCStackTrace stack
                ? FormatToolkit.getHumanReadable(stack)
                : TypeHandling.getValueString(value).replace('\u00a0', ' ');
    }

    private IItemIterable eventsOf(String type) {
        return loaded.stream()
                .filter(events -> events.getType().getIdentifier().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
