package dev.shmkit.cli.doctor;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.shmkit.host.HostRegions;
import dev.shmkit.host.HostSnapshot;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.host.RegionSummary.Format;
import dev.shmkit.host.ShmSpace;
import dev.shmkit.internal.posix.Users;
import dev.shmkit.internal.proc.Processes;
import dev.shmkit.internal.region.RegionKey;
import dev.shmkit.internal.text.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code doctor} command. */
@Command(
        name = "doctor",
        description =
                "Find deadlocks, abandoned locks, orphans, wrong permissions and a full /dev/shm, and say what mends them.",
        footer = {"", "Exit status: 0 healthy, 1 something is wrong. Nothing is changed."},
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
    private static final int SOMETHING_IS_WRONG = 1;
    private static final int ROOT = 0;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print an object.")
    private boolean json;

    /** For picocli. */
    DoctorCommand() {}

    @Override
    public Integer call() throws IOException {
        HostSnapshot snapshot = HostRegions.snapshot();
        int asker = Users.current();
        List<Finding> findings = Examination.of(
                snapshot, HostRegions.findDeadlocks(), ShmSpace.now(), asker, Processes.outerInvisible());
        SharedDirectory.of(RegionKey.SHM_DIRECTORY, asker == ROOT).ifPresent(findings::add);
        findings.sort(Finding.WORST_FIRST);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(json(snapshot, findings)));
        } else {
            print(snapshot, findings, asker == ROOT, out);
        }
        return findings.isEmpty() ? 0 : SOMETHING_IS_WRONG;
    }

    private static long hiddenRegions(HostSnapshot snapshot) {
        return snapshot.regions().stream()
                .filter(region -> region.summary().format() == Format.HIDDEN)
                .count();
    }

    private static void print(HostSnapshot snapshot, List<Finding> findings, boolean root, PrintWriter out) {
        for (Finding finding : findings) {
            out.printf("%s %s: %s%n", finding.kind(), Printable.of(finding.subject()), Printable.of(finding.problem()));
            out.printf("    %s%n", finding.command());
        }
        out.printf(
                "%s; looked at regions: %d, at processes: %d%n",
                findings.isEmpty() ? healthy(snapshot) : "problems: " + findings.size(),
                snapshot.regions().size(),
                snapshot.processes());
        List<RegionSnapshot> unclaimed = Unclaimed.among(snapshot.regions());
        if (!unclaimed.isEmpty()) {
            out.println(Unclaimed.told(unclaimed, root, Processes.outerInvisible()));
        }
        if (Processes.outerInvisible()) {
            out.println(
                    "this is a pid namespace of its own, as a container's: what processes outside of it use looks unused, "
                            + "and what they hold looks abandoned; ask doctor there, too");
        }
        if (hidesSomething(snapshot)) {
            out.printf(
                    "permissions hid the mappings of processes: %d, the waits of threads: %d, the contents of regions: %d, of directories: %d%n",
                    snapshot.hiddenProcesses(),
                    snapshot.hiddenThreads(),
                    hiddenRegions(snapshot),
                    snapshot.hiddenDirectories());
        }
    }

    private static String healthy(HostSnapshot snapshot) {
        return hidesSomething(snapshot) ? "healthy, as far as can be seen" : "healthy";
    }

    private static boolean hidesSomething(HostSnapshot snapshot) {
        return snapshot.hiddenProcesses() + snapshot.hiddenThreads() + snapshot.hiddenDirectories() > 0
                || hiddenRegions(snapshot) > 0;
    }

    private static Map<String, Object> json(HostSnapshot snapshot, List<Finding> findings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("healthy", findings.isEmpty());
        json.put("problems", findings.stream().map(DoctorCommand::json).toList());
        json.put(
                "unclaimed",
                Unclaimed.among(snapshot.regions()).stream()
                        .map(RegionSnapshot::key)
                        .toList());
        json.put("regionCount", snapshot.regions().size());
        json.put("processCount", snapshot.processes());
        json.put("hiddenProcessCount", snapshot.hiddenProcesses());
        json.put("hiddenThreadCount", snapshot.hiddenThreads());
        json.put("outerProcessesHidden", Processes.outerInvisible());
        json.put("hiddenRegionCount", hiddenRegions(snapshot));
        json.put("hiddenDirectoryCount", snapshot.hiddenDirectories());
        return json;
    }

    private static Map<String, Object> json(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", finding.kind().name());
        json.put("subject", finding.subject());
        json.put("problem", finding.problem());
        json.put("command", finding.command());
        return json;
    }
}
