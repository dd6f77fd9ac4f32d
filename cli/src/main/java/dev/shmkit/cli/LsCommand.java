package dev.shmkit.cli;

import dev.shmkit.LockState.State;
import dev.shmkit.cli.look.CloserLook;
import dev.shmkit.cli.look.Hidden;
import dev.shmkit.cli.look.KeyColumn;
import dev.shmkit.dsl.display.ByteSize;
import dev.shmkit.host.HostSnapshot;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.host.RegionSummary;
import dev.shmkit.internal.text.Counted;
import dev.shmkit.internal.text.TextTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "ls",
        description = "List every region of this machine, with who holds its lock and how many map it and wait for it.",
        mixinStandardHelpOptions = true)
final class LsCommand implements Callable<Integer> {
    private final FutureTask<HostSnapshot> snapshot = new FutureTask<>(CloserLook::snapshot);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print an array of objects.")
    private boolean json;

    /** Begins to look at the machine, which takes about as long as getting ready to parse a command line. */
    LsCommand begin() {
        Thread look = new Thread(snapshot, "shmkit-ls");
        look.setDaemon(true);
        look.start();
        return this;
    }

    @Override
    public Integer call() throws Exception {
        snapshot.run();
        HostSnapshot seen = seen();
        List<RegionSnapshot> regions = seen.regions();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(RegionJson.write(
                    regions.stream().map(region -> RegionJson.of(region, seen)).toList()));
            return 0;
        }
        if (regions.isEmpty()) {
            out.println("no regions on this machine");
        } else {
            out.println(Counted.of(regions.size(), "region") + " on this machine");
            out.println(table(seen));
        }
        String hidden = Hidden.words(seen);
        if (!hidden.isEmpty()) {
            // Nobody may be seen to map a region or to wait for it because of these.
            out.println("hidden: " + hidden + (regions.isEmpty() ? "" : ", " + Hidden.MARK));
        }
        return 0;
    }

    private HostSnapshot seen() throws Exception {
        try {
            return snapshot.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception why ? why : e;
        }
    }

    private static TextTable table(HostSnapshot snapshot) {
        TextTable table = new TextTable("KEY", "SIZE", "MODE", "OWNER", "CREATOR", "MAP", "WAIT", "LOCK", "HOLDER")
                .bound(0, KeyColumn.MOST_COLUMNS);
        for (RegionSnapshot region : snapshot.regions()) {
            RegionSummary summary = region.summary();
            State state = summary.lockState().state();
            table.add(
                    summary.key(),
                    ByteSize.INSTANCE.format(summary.sizeBytes()),
                    summary.attributes().mode(),
                    summary.attributes().owner(),
                    summary.creatorPid() < 0 ? "-" : Long.toString(summary.creatorPid()),
                    Hidden.mappers(region, snapshot),
                    Hidden.waiters(region, snapshot),
                    state == State.NONE ? "- (raw)" : state.toString(),
                    summary.lockState().holder().map(Object::toString).orElse("-"));
        }
        return table;
    }
}
