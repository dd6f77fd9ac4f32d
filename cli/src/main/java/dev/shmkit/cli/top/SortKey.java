package dev.shmkit.cli.top;

import dev.shmkit.host.RegionSnapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the rows can be ordered by: the key that is pressed is the first letter of the name. */
enum SortKey {
    /** Locks that somebody waits for first, then those held for longest. */
    WAITERS(Comparator.comparingInt((TopRow row) -> row.region().waiters().size())
            .thenComparing(TopRow::held)
            .reversed()),
    HELD(Comparator.comparing(TopRow::held).reversed()),
    SIZE(Comparator.comparingLong((TopRow row) -> row.region().summary().sizeBytes())
            .reversed()),
    RESIDENT(Comparator.comparingLong((TopRow row) -> row.region().residentBytes())
            .reversed()),
    MAPPERS(Comparator.comparingInt((TopRow row) -> row.region().mappers().size())
            .reversed()),
    AGE(Comparator.comparing(
            TopRow::region, Comparator.comparing(RegionSnapshot::created, Comparator.<Instant>naturalOrder()))),
    KEY(Comparator.comparing(row -> row.region().key()));

    @SuppressWarnings("ImmutableEnumChecker") // Comparators without state.
    private final Comparator<TopRow> order;

    SortKey(Comparator<TopRow> order) {
        this.order = order;
    }

    /** Rows that are equal by this stand in the order of their keys. */
    Comparator<TopRow> order() {
        return order.thenComparing(row -> row.region().key());
    }

    /** The key by its letter. */
    static Optional<SortKey> of(int letter) {
        return Stream.of(values())
                .filter(key -> key.name().charAt(0) == Character.toUpperCase(letter))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
