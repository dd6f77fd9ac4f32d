package dev.shmkit.jconsole.model.timeline;

import dev.shmkit.jconsole.model.LockThread;
import dev.shmkit.jconsole.model.ProcessId;
import dev.shmkit.jconsole.model.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One lock's recent past, put together from looks at it. What a look saw counts from then until the next look; where looks
 * are missing, nothing is known.
 *
 * <pre>
 * looks      |     |     |     |           |
 * lock       [ held by A ][free]            [ …
 * process B        [wait ]
 * </pre>
 */
public final class Timeline {
    /** Two looks further apart than this say nothing about the time between them. */
    static final long LONGEST_GAP_MILLIS = 5_000;

    /** What was the case during a span. */
    public enum Kind {
        /** Nobody held the lock. */
        FREE,
        /** The process held it. */
        HELD,
        /** The process had died with it. */
        ABANDONED,
        /** The process waited for it. */
        WAITING,
        /** It could not be told. */
        UNKNOWN
    }

    /**
     * A stretch of time during which one thing did not change.
     *
     * @param kind what was the case
     * @param process whose doing, null where it is nobody's
     * @param fromMillis its begin
     * @param toMillis its end
     */
    public record Span(Kind kind, @Nullable ProcessId process, long fromMillis, long toMillis) {
        private boolean is(Fact fact) {
            return kind == fact.kind && java.util.Objects.equals(process, fact.process);
        }

        private Span until(long millis) {
            return new Span(kind, process, fromMillis, millis);
        }
    }

    private record Fact(Kind kind, @Nullable ProcessId process) {}

    private final List<Span> past = new ArrayList<>();
    private List<Span> current = List.of();
    private long lastMillis;

    /** Adds what a look saw. */
    public void add(Region region, long millis) {
        boolean known = millis - lastMillis <= LONGEST_GAP_MILLIS;
        List<Span> reached =
                known ? current.stream().map(span -> span.until(millis)).toList() : current;
        List<Fact> facts = facts(region);
        List<Span> next = facts.stream()
                .map(fact -> reached.stream()
                        .filter(span -> known && span.is(fact))
                        .findFirst()
                        .orElseGet(() -> new Span(fact.kind, fact.process, millis, millis)))
                .toList();
        reached.stream().filter(span -> !next.contains(span)).forEach(past::add);
        current = next;
        lastMillis = millis;
    }

    private static List<Fact> facts(Region region) {
        LockThread holder = region.holder();
        @Nullable ProcessId process = holder == null ? null : holder.process();
        Stream<Fact> lock = switch (region.lock()) {
            case FREE -> Stream.of(new Fact(Kind.FREE, null));
            case HELD -> Stream.of(new Fact(Kind.HELD, process));
            case ABANDONED -> Stream.of(new Fact(Kind.ABANDONED, process));
            case UNKNOWN -> Stream.of(new Fact(Kind.UNKNOWN, null));
            case NONE -> Stream.of();
        };
        Stream<Fact> waiters = region.waiters().stream()
                .map(waiter -> new Fact(Kind.WAITING, waiter.thread().process()));
        return Stream.concat(lock, waiters).distinct().toList();
    }

    /** Forgets what ended before a moment. */
    void forget(long beforeMillis) {
        past.removeIf(span -> span.toMillis < beforeMillis);
    }

    /** True when nothing is left to show. */
    boolean endedBefore(long millis) {
        return lastMillis < millis;
    }

    /** All that is known, the oldest first. */
    public List<Span> spans() {
        return Stream.concat(past.stream(), current.stream()).toList();
    }

    /** The processes that held or wanted the lock, in the order in which they were seen. */
    public List<ProcessId> processes() {
        return spans().stream()
                .map(Span::process)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
    }

    /** When it was last looked at. */
    public long lastMillis() {
        return lastMillis;
    }
}
