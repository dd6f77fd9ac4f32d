package dev.shmkit.cli;

import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.RecoveredLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.ShmException;
import dev.shmkit.host.HostRegions;
import dev.shmkit.host.RegionSummary;
import dev.shmkit.internal.proc.Processes;
import dev.shmkit.internal.text.Printable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "recover",
        description = "Free a lock whose holder is gone; refuses while the holder lives.",
        footer = {
            "",
            "The data may be half changed: look at them with 'shm dump' first.",
            "A robust lock needs this only when no program is left that locks it: the next one that does is told, and can repair"
                    + " the data, but not after this command."
        },
        mixinStandardHelpOptions = true)
final class RecoverCommand implements Callable<Integer> {
    private static final int ATTEMPTS = 10;
    private static final long PAUSE_NANOS = 50_000_000;

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
            LockState now = region.lockState();
            for (int i = 1; recovered.isEmpty() && now.state() == State.ABANDONED && i < ATTEMPTS; i++) {
                // Its holder died just now, or somebody else recovers it: what was refused a moment ago may be done.
                LockSupport.parkNanos(PAUSE_NANOS);
                recovered = region.recover();
                now = region.lockState();
            }
            if (recovered.isEmpty()) {
                throw refused(now);
            }
            recovered.get().close();
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "recovered %s: its lock was %s%n",
                    Printable.of(key), recovered.get().left());
            if (Processes.outerInvisible()) {
                out.println(
                        "this is a pid namespace of its own, as a container's: a holder outside of it looks gone from here");
            }
        }
        return 0;
    }

    private ShmException refused(LockState now) {
        String why = now.state() == State.ABANDONED
                ? "its lock is %s, and could not be taken over, as by another one who recovers it; try again"
                : "its lock is not abandoned, it is %s";
        return new ShmException(
                key,
                "recover",
                0,
                "cannot recover region \"%s\": %s; nothing was done".formatted(key, why.formatted(now)));
    }
}
