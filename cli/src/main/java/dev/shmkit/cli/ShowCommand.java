package dev.shmkit.cli;

import dev.shmkit.host.HostRegions;
import dev.shmkit.host.HostSnapshot;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.internal.text.Counted;
import dev.shmkit.internal.text.Printable;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "show",
        description = "Show one region: size, owner, permissions, creator, lock, holder, waiters and mappers.",
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
        RegionSnapshot region = HostRegions.look(key);
        HostSnapshot snapshot = HostRegions.snapshot();
        int hidden = snapshot.hiddenProcesses();
        Map<String, @Nullable Object> fields = RegionJson.of(region, snapshot);
        fields.put("hiddenProcessCount", hidden);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(RegionJson.write(fields));
            return 0;
        }
        fields.put(
                "lockHolder",
                region.summary().lockState().holder().map(Object::toString).orElse("-"));
        fields.put("createdMillis", null);
        // What this process has to do with the region is nothing.
        List.of("role", "acquisitionCount", "contentionCount", "timeoutCount").forEach(name -> fields.put(name, null));
        fields.put("created", region.created().truncatedTo(ChronoUnit.SECONDS));
        fields.put("waiters", listed(region.waiters()));
        fields.put("mappers", listed(region.mappers()));
        List.of("hiddenProcessCount", "mappersComplete", "waitersComplete").forEach(name -> fields.put(name, null));
        if (hidden > 0) {
            // Any of them may map the region or wait for its lock: that nobody is seen to is not that nobody does.
            fields.put("hidden", "the mappings of " + Counted.of(hidden, "process"));
        }
        fields.forEach((name, value) -> {
            if (value != null) {
                out.printf("%-13s %s%n", name, Printable.of(value.toString()));
            }
        });
        return 0;
    }

    private static String listed(List<?> people) {
        return people.isEmpty() ? "-" : people.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
