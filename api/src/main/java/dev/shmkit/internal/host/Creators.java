package dev.shmkit.internal.host;

import dev.shmkit.host.RegionSnapshot.Creator;
import dev.shmkit.internal.proc.ProcThread;
import dev.shmkit.internal.proc.ProcessGoneException;
import dev.shmkit.internal.proc.ProcessStart;
import dev.shmkit.internal.proc.Processes;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the processes live that made regions. Each is looked up once. */
final class Creators {
    private final Map<Born, Creator> known = new HashMap<>();
    private @Nullable Set<Born> inner;

    /** A process beyond doubt: its pid may be another one's by now. */
    private record Born(long pid, long startTicks) {}

    Creator of(RegionFile file) {
        return file.creatorPid() < 0
                ? Creator.UNKNOWN
                : known.computeIfAbsent(new Born(file.creatorPid(), file.creatorStart()), this::find);
    }

    private Creator find(Born born) {
        try {
            return lives(born) || inner().contains(born) ? Creator.ALIVE : Creator.GONE;
        } catch (IOException e) {
            return Creator.HIDDEN;
        }
    }

    private static boolean lives(Born born) throws IOException {
        try {
            return born.startTicks() == ProcessStart.ticks(born.pid()) && Processes.alive(born.pid());
        } catch (ProcessGoneException e) {
            return false;
        }
    }

    /** The processes of pid namespaces below ours, as containers', by their pids there: those are what they know and note. */
    private Set<Born> inner() throws IOException {
        @Nullable Set<Born> found = inner;
        if (found == null) {
            found = new HashSet<>();
            for (long pid : Processes.pids()) {
                long innerPid = ProcThread.innermostId(pid);
                if (innerPid != ProcThread.NOT_INNER) {
                    add(found, pid, innerPid);
                }
            }
            inner = found;
        }
        return found;
    }

    private static void add(Set<Born> found, long pid, long innerPid) {
        try {
            long startTicks = ProcessStart.ticks(pid);
            if (Processes.alive(pid)) {
                found.add(new Born(innerPid, startTicks));
            }
        } catch (IOException | ProcessGoneException e) {
            // It ended just now, or hides: then nothing can be said of it.
        }
    }
}
