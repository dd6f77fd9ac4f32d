package dev.shmkit.cli.top;

import dev.shmkit.LockState.State;
import dev.shmkit.cli.look.Hidden;
import dev.shmkit.dsl.display.ByteSize;
import dev.shmkit.host.HostSnapshot;
import dev.shmkit.host.ShmSpace;
import dev.shmkit.internal.text.Counted;
import java.util.List;

/** What top says of the whole machine, above the rows. */
final class TopSummary {
    private TopSummary() {}

    /** All of it in one line, its parts separated by semicolons. */
    static String of(List<TopRow> rows, ShmSpace space, HostSnapshot snapshot) {
        long resident =
                rows.stream().mapToLong(row -> row.region().residentBytes()).sum();
        int waiters =
                rows.stream().mapToInt(row -> row.region().waiters().size()).sum();
        String text = "%s in %s, /dev/shm %s of %s (%d %%%s); locks: %d held, %d to look at; %s waiting; %s"
                .formatted(
                        Counted.of(rows.size(), "region"),
                        bytes(resident),
                        bytes(space.usedBytes()),
                        bytes(space.totalBytes()),
                        space.usedPercent(),
                        files(space),
                        rows.stream().filter(TopSummary::held).count(),
                        rows.stream().filter(TopRow::alarming).count(),
                        Counted.of(waiters, "thread"),
                        Counted.of(snapshot.processes(), "process"));
        String hidden = Hidden.words(snapshot);
        return hidden.isEmpty() ? text : text + "; hidden: " + hidden;
    }

    /** Only where they run out before the bytes do. */
    private static String files(ShmSpace space) {
        int percent = space.usedFilesPercent();
        return percent > space.usedPercent() ? ", %d %% of its files".formatted(percent) : "";
    }

    private static boolean held(TopRow row) {
        return row.region().summary().lockState().state() == State.HELD;
    }

    private static String bytes(long count) {
        return ByteSize.INSTANCE.format(count);
    }
}
