package dev.shmkit.cli;

import dev.shmkit.LockState;
import dev.shmkit.RegionAttributes;
import dev.shmkit.host.HostRegions;
import dev.shmkit.host.HostSnapshot;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.host.RegionSummary;
import dev.shmkit.internal.text.Counted;
import dev.shmkit.internal.text.Printable;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
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
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, @Nullable Object> fields = RegionJson.of(region, snapshot);
            fields.put("hiddenProcessCount", hidden);
            out.println(RegionJson.write(fields));
        } else {
            text(region, hidden).forEach((name, value) -> out.printf("%-13s %s%n", name, Printable.of(value)));
        }
        return 0;
    }

    /** What this process has to do with the region is left out: nothing. */
    private static Map<String, String> text(RegionSnapshot region, int hidden) {
        RegionSummary summary = region.summary();
        RegionAttributes attributes = summary.attributes();
        LockState lock = summary.lockState();
        Map<String, String> text = new LinkedHashMap<>();
        text.put("key", summary.key());
        text.put("path", summary.path().toString());
        text.put("format", summary.format().name());
        text.put("sizeBytes", Long.toString(summary.sizeBytes()));
        text.put("secure", Boolean.toString(attributes.secure()));
        text.put("mode", attributes.mode());
        text.put("owner", attributes.owner());
        text.put("ownerUid", Integer.toString(attributes.uid()));
        text.put("ownerGid", Integer.toString(attributes.gid()));
        text.put("creatorPid", Long.toString(summary.creatorPid()));
        text.put("lockState", lock.state().name());
        text.put("lockHolder", lock.holder().map(Object::toString).orElse("-"));
        text.put("residentBytes", Long.toString(region.residentBytes()));
        text.put("creator", region.creator().name());
        text.put("usage", region.usage().name());
        text.put("waiters", listed(region.waiters()));
        text.put("mappers", listed(region.mappers()));
        text.put("created", region.created().truncatedTo(ChronoUnit.SECONDS).toString());
        if (hidden > 0) {
            // Any of them may map the region or wait for its lock: that nobody is seen to is not that nobody does.
            text.put("hidden", "the mappings of " + Counted.of(hidden, "process"));
        }
        return text;
    }

    private static String listed(List<?> people) {
        return people.isEmpty() ? "-" : people.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
