package dev.shmkit.cli;

import dev.shmkit.host.HostRegions;
import dev.shmkit.host.RegionSummary;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "show",
        description = "Show one region: size, owner, permissions, creator, lock and holder.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "KEY", description = "The region's key or path.")
    private String key = "";

    @Option(names = "--json", description = "Print an object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        RegionSummary region = HostRegions.find(key);
        Map<String, @Nullable Object> fields = RegionJson.of(region);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(RegionJson.write(fields));
            return 0;
        }
        fields.put(
                "lockHolder", region.lockState().holder().map(Object::toString).orElse("-"));
        fields.forEach((name, value) -> out.printf("%-11s %s%n", name, value));
        return 0;
    }
}
