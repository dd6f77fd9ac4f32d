package dev.shmkit.cli.doctor;

import dev.shmkit.cli.doctor.Finding.Kind;
import dev.shmkit.dsl.display.ByteSize;
import dev.shmkit.host.RegionMapper;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.host.RegionSnapshot.Usage;
import dev.shmkit.host.ShmSpace;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What can be done about a directory that is full, see also {@link FilesUsedUp}: orphans can go, of all else only those who use it can tell; or it can grow. */
final class FullSpace {
    /** Orphans that together take less of the capacity than one in so many are no help. */
    private static final int MATTERS = 100;
    /** As many as a line has room for; all orphans are findings of their own, too. */
    private static final int MOST_REMOVED = 10;

    private static final int MOST_NAMED = 3;
    private static final int GROWTH = 2;
    private static final long MIB_BYTES = 1 << 20;

    private FullSpace() {}

    /** Names what can go, largest first. Root is told of what may be an orphan as well: nobody sees more. */
    static Finding of(ShmSpace space, List<RegionSnapshot> regions, boolean root) {
        List<RegionSnapshot> largest = regions.stream()
                .filter(region -> region.summary().path().startsWith(space.directory()))
                .sorted(Comparator.comparingLong(RegionSnapshot::residentBytes).reversed())
                .toList();
        List<RegionSnapshot> doubtful = used(largest, Usage.POSSIBLE_ORPHAN);
        List<RegionSnapshot> orphans = used(largest, Usage.ORPHAN);
        if (root) {
            orphans = largest.stream()
                    .filter(region -> region.usage() == Usage.ORPHAN || region.usage() == Usage.POSSIBLE_ORPHAN)
                    .toList();
        }
        String advice;
        String command;
        if (matter(orphans, space)) {
            advice = "; the largest region is " + described(largest.get(0));
            command = Launched.name() + " rm "
                    + orphans.stream()
                            .limit(MOST_REMOVED)
                            .map(region -> Shell.quote(region.key()))
                            .collect(Collectors.joining(" "));
        } else if (matter(doubtful, space)) {
            advice = "; root can tell whether %s is an orphan".formatted(described(doubtful.get(0)));
            command = "sudo %s doctor".formatted(Launched.name());
        } else {
            advice = "; nothing there is surely unneeded, so that only those who use it can decide what goes"
                    + named(largest)
                    + "; or give it more room, if there is memory for it (to a container with --shm-size)";
            command = moreRoom(space, root);
        }
        String full =
                "%d %% of %s are in use".formatted(space.usedPercent(), ByteSize.INSTANCE.format(space.totalBytes()));
        return new Finding(Kind.FULL, space.directory().toString(), full + advice, command);
    }

    /** See tmpfs(5): its size can be changed while it is in use. */
    private static String moreRoom(ShmSpace space, boolean root) {
        long sizeMib = Math.max(1, GROWTH * space.totalBytes() / MIB_BYTES);
        return (root ? "" : "sudo ") + "mount -o remount,size=" + sizeMib + "M "
                + Shell.quote(space.directory().toString());
    }

    private static List<RegionSnapshot> used(List<RegionSnapshot> regions, Usage usage) {
        return regions.stream().filter(region -> region.usage() == usage).toList();
    }

    private static boolean matter(List<RegionSnapshot> orphans, ShmSpace space) {
        long bytes = orphans.stream().mapToLong(RegionSnapshot::residentBytes).sum();
        return bytes > 0 && bytes >= space.totalBytes() / MATTERS;
    }

    private static String named(List<RegionSnapshot> largest) {
        if (largest.isEmpty()) {
            return "";
        }
        return ": "
                + largest.stream().limit(MOST_NAMED).map(FullSpace::described).collect(Collectors.joining("; "));
    }

    private static String described(RegionSnapshot region) {
        String mappers = region.mappers().isEmpty()
                ? "nobody that can be seen"
                : region.mappers().stream().map(RegionMapper::toString).collect(Collectors.joining(", "));
        return "%s with %s of %s, mapped by %s"
                .formatted(
                        region.key(),
                        ByteSize.INSTANCE.format(region.residentBytes()),
                        region.summary().attributes().owner(),
                        mappers);
    }
}
