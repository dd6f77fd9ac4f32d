package dev.shmkit.cli.top;

import dev.shmkit.LockState.State;
import dev.shmkit.cli.look.Hidden;
import dev.shmkit.dsl.display.ByteSize;
import dev.shmkit.host.Deadlock;
import dev.shmkit.host.HostSnapshot;
import dev.shmkit.host.LockTracker;
import dev.shmkit.host.RegionSummary;
import dev.shmkit.host.ShmSpace;
import dev.shmkit.internal.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Turns a look at the machine into lines. Remembers earlier looks, to tell for how long locks are held. */
final class TopScreen implements AutoCloseable {
    /**
     * A line.
     *
     * @param alarming whether it should catch the eye
     */
    record Line(String text, boolean alarming) {}

    private static final int SECONDS_A_MINUTE = 60;
    private static final int MINUTES_AN_HOUR = 60;
    private static final int HOURS_A_DAY = 24;
    private static final double MILLIS_A_SECOND = 1000;

    private final LockTracker tracker = new LockTracker();
    private final Duration stall;

    TopScreen(Duration stall) {
        this.stall = stall;
    }

    @Override
    public void close() {
        tracker.close();
    }

    /**
     * Lays the next look out: a summary, deadlocks if there are any, and a table.
     *
     * @param columns how wide the screen is; empty when there is none to fit
     */
    List<Line> lines(
            HostSnapshot snapshot, List<Deadlock> deadlocks, ShmSpace space, SortKey sort, OptionalInt columns) {
        tracker.add(snapshot);
        List<TopRow> rows = snapshot.regions().stream()
                .map(region -> TopRow.of(region, tracker.lockState(region), tracker.heldFor(region, snapshot), stall))
                .sorted(sort.order())
                .toList();
        List<Line> lines = new ArrayList<>();
        lines.addAll(broken(TopSummary.of(rows, space, snapshot), columns, false));
        for (Deadlock deadlock : deadlocks) {
            lines.addAll(broken("DEADLOCK: " + Printable.of(deadlock.toString()), columns, true));
        }
        lines.add(new Line("", false));
        lines.addAll(table(rows, snapshot, columns));
        return lines;
    }

    private static List<Line> broken(String text, OptionalInt columns, boolean alarming) {
        List<String> texts = columns.isPresent() ? TopParts.lines(text, columns.getAsInt()) : List.of(text);
        return texts.stream().map(line -> new Line(line, alarming)).toList();
    }

    private static List<Line> table(List<TopRow> rows, HostSnapshot snapshot, OptionalInt columns) {
        Instant now = snapshot.taken();
        TopTable table = new TopTable();
        for (TopRow row : rows) {
            RegionSummary region = row.region().summary();
            table.add(
                    region.key(),
                    bytes(region.sizeBytes()),
                    bytes(row.region().residentBytes()),
                    region.attributes().mode(),
                    region.attributes().owner(),
                    age(Duration.between(row.region().created(), now)),
                    Hidden.mappers(row.region(), snapshot),
                    Hidden.waiters(row.region(), snapshot),
                    row.lock().state() == State.NONE
                            ? "- (raw)"
                            : row.lock().state().toString(),
                    held(row),
                    row.lock().holder().map(Object::toString).orElse("-"));
        }
        List<Line> lines = new ArrayList<>();
        List<String> texts = columns.isPresent() ? table.lines(columns.getAsInt()) : table.lines();
        lines.add(new Line(texts.get(0), false));
        for (int i = 0; i < rows.size(); i++) {
            lines.add(new Line(texts.get(i + 1), rows.get(i).alarming()));
        }
        return lines;
    }

    /** A lock that is held, and was not seen so for long enough, is no lock that nobody holds. */
    private static String held(TopRow row) {
        if (row.held().isZero()) {
            return row.lock().state() == State.HELD ? "?" : "-";
        }
        return seconds(row.held());
    }

    private static String bytes(long count) {
        return ByteSize.INSTANCE.format(count);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1fs", time.toMillis() / MILLIS_A_SECOND);
    }

    private static String age(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < SECONDS_A_MINUTE) {
            return seconds + "s";
        }
        long minutes = seconds / SECONDS_A_MINUTE;
        if (minutes < MINUTES_AN_HOUR) {
            return minutes + "m";
        }
        long hours = minutes / MINUTES_AN_HOUR;
        return hours < HOURS_A_DAY ? hours + "h" : hours / HOURS_A_DAY + "d";
    }
}
