package dev.shmkit.cli;

import dev.shmkit.RecoveredLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.ShmException;
import dev.shmkit.host.HostRegions;
import dev.shmkit.host.RegionSummary;
import dev.shmkit.internal.text.Printable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "recover",
        description = "Free a lock whose holder is gone; refuses while the holder lives.",
        footer = {"", "The data may be half changed: look at them with 'shm dump' first."},
        mixinStandardHelpOptions = true)
final class RecoverCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "KEY", description = "The region's key or path.")
    private String key = "";

    @Override
    public Integer call() {
        if (HostRegions.describe(key).format() == RegionSummary.Format.RAW) {
            throw new ShmException(
                    key,
                    "recover",
                    0,
                    "cannot recover region \"%s\": it is raw and has no lock; nothing was done".formatted(key));
        }
        try (SharedMemory region = SharedMemory.attach(key, Duration.ZERO)) {
            Optional<RecoveredLock> recovered = region.recover();
            if (recovered.isEmpty()) {
                throw new ShmException(
                        key,
                        "recover",
                        0,
                        "cannot recover region \"%s\": its lock is not abandoned, it is %s; nothing was done"
                                .formatted(key, region.lockState()));
            }
            recovered.get().close();
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "recovered %s: its lock was %s%n",
                    Printable.of(key), recovered.get().left());
        }
        return 0;
    }
}
