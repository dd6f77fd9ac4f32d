package dev.shmkit.cli.doctor;

import dev.shmkit.cli.doctor.Finding.Kind;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.host.RegionSnapshot.Usage;
import dev.shmkit.host.ShmSpace;
import java.util.List;
import java.util.Locale;

/**
 * What can be done about a directory that has nearly as many files as it can have. Small regions use these up long before the
 * bytes, and {@code df} shows that with {@code -i} only.
 */
final class FilesUsedUp {
    private static final int GROWTH = 2;

    private FilesUsedUp() {}

    /** Counts the orphans, of which each is a finding of its own, too. Root is told of what may be one as well. */
    static Finding of(ShmSpace space, List<RegionSnapshot> regions, boolean root) {
        List<RegionSnapshot> there = regions.stream()
                .filter(region -> region.summary().path().startsWith(space.directory()))
                .toList();
        long orphans = there.stream()
                .map(RegionSnapshot::usage)
                .filter(usage -> usage == Usage.ORPHAN || (root && usage == Usage.POSSIBLE_ORPHAN))
                .count();
        String problem = "%d %% of the %d files that it can have exist; %d of them are regions, %d of these orphans; "
                .formatted(space.usedFilesPercent(), space.totalFiles(), there.size(), orphans);
        return new Finding(
                Kind.FULL,
                space.directory().toString(),
                problem + "remove what nobody needs, or let it have more files",
                moreFiles(space, root));
    }

    /** See tmpfs(5): its limit can be changed while it is in use. */
    private static String moreFiles(ShmSpace space, boolean root) {
        return String.format(
                Locale.ROOT,
                "%smount -o remount,nr_inodes=%d %s",
                root ? "" : "sudo ",
                GROWTH * space.totalFiles(),
                Shell.quote(space.directory().toString()));
    }
}
