package dev.shmkit.cli;

import dev.shmkit.dsl.RegionTable;
import dev.shmkit.host.HostRegions;
import dev.shmkit.host.RegionSummary;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "ls",
        description = "List every region of this machine, with who holds its lock.",
        mixinStandardHelpOptions = true)
final class LsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print an array of objects.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        List<RegionSummary> regions = HostRegions.list();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(RegionJson.write(regions.stream().map(RegionJson::of).toList()));
        } else {
            out.println(new RegionTable(regions).wideText());
        }
        return 0;
    }
}
