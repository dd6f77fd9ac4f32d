package dev.shmkit.internal.mutex;

import dev.shmkit.internal.proc.ProcThread;
import dev.shmkit.internal.proc.ProcessGoneException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Threads of pid namespaces below ours, as those of containers are: what they sign a lock with is their id there, which is nobody's
 * or another thread's here. See pid_namespaces(7).
 */
public final class InnerNamespaces {
    private InnerNamespaces() {}

    /**
     * Finds the threads that have an id in their own namespaces, inner ones: two containers may each have one.
     *
     * @param pids the processes to look at
     */
    public static List<ProcThread> find(long innerTid, Collection<Long> pids) {
        return pids.stream()
                .filter(pid -> ProcThread.innermostId(pid) != ProcThread.NOT_INNER)
                .flatMap(pid -> ProcThread.ofProcess(pid).stream())
                .filter(tid -> ProcThread.innermostId(tid) == innerTid)
                .flatMap(tid -> living(tid).stream())
                .toList();
    }

    private static Optional<ProcThread> living(long tid) {
        try {
            return Optional.of(ProcThread.of(tid)).filter(ProcThread::alive);
        } catch (IOException | ProcessGoneException e) {
            return Optional.empty();
        }
    }
}
