package dev.shmkit.cli.doctor;

import dev.shmkit.LockState.State;
import dev.shmkit.dsl.display.ByteSize;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.host.RegionSnapshot.Creator;
import dev.shmkit.host.RegionSnapshot.Usage;
import dev.shmkit.host.RegionSummary.Format;
import dev.shmkit.internal.text.Printable;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Regions that nobody is seen to map and that do not tell who made them, as GEOPM's do not: what a job that died has left looks like
 * what one will come back to. So they are no problem, and are told all the same.
 */
final class Unclaimed {
    private static final int MOST_NAMED = 10;

    private Unclaimed() {}

    /** Not those whose lock somebody holds: who holds it maps the region, whether that can be seen or not. */
    static List<RegionSnapshot> among(List<RegionSnapshot> regions) {
        return regions.stream()
                .filter(region -> region.summary().format() == Format.LOCKED)
                .filter(region -> region.summary().lockState().state() != State.HELD)
                .filter(region -> region.creator() == Creator.UNKNOWN)
                .filter(region -> region.usage() == Usage.UNMAPPED || region.usage() == Usage.HIDDEN)
                .toList();
    }

    /** Says what they are and what removes them, or who can tell. Root sees all that is not outside of a container. */
    static String told(List<RegionSnapshot> unclaimed, boolean root, boolean inside) {
        long bytes = unclaimed.stream().mapToLong(RegionSnapshot::residentBytes).sum();
        String more = unclaimed.size() > MOST_NAMED ? " and %d more".formatted(unclaimed.size() - MOST_NAMED) : "";
        String advice =
                "if no job comes back to them: %s rm %s".formatted(Launched.name(), joined(unclaimed, Shell::quote));
        if (unclaimed.stream().anyMatch(region -> region.usage() == Usage.HIDDEN)) {
            if (inside) {
                advice = "processes outside of this container may map them; doctor can tell there";
            } else if (!root) {
                advice = "processes that are hidden may map them; root can tell: sudo %s doctor"
                        .formatted(Launched.name());
            }
        }
        return "no process is seen to map, and no creator is known of: %s%s (%s); %s"
                .formatted(joined(unclaimed, Printable::of), more, ByteSize.INSTANCE.format(bytes), advice);
    }

    private static String joined(List<RegionSnapshot> regions, UnaryOperator<String> shown) {
        return regions.stream()
                .limit(MOST_NAMED)
                .map(region -> shown.apply(region.key()))
                .collect(Collectors.joining(" "));
    }
}
