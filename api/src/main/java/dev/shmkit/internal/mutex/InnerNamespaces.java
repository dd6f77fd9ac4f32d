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
final class InnerNamespaces {
    private static final long NOBODY = 0;

    private InnerNamespaces() {}

    /**
     * Finds the thread that has an id in its own namespace, an inner one.
     *
     * @param pids the processes to look at
     */
    static Optional<ProcThread> find(long innerTid, Collection<Long> pids) {
        return pids.stream()
                .filter(InnerNamespaces::isInner)
                .flatMap(pid -> ProcThread.ofProcess(pid).stream())
                .filter(tid -> innermostId(tid) == innerTid)
                .flatMap(tid -> living(tid).stream())
                .findFirst();
    }

    private static boolean isInner(long pid) {
        return ProcThread.ids(pid).size() > 1;
    }

    private static long innermostId(long tid) {
        List<Long> ids = ProcThread.ids(tid);
        return ids.size() > 1 ? ids.get(ids.size() - 1) : NOBODY;
    }

    private static Optional<ProcThread> living(long tid) {
        try {
            return Optional.of(ProcThread.of(tid)).filter(ProcThread::alive);
        } catch (IOException | ProcessGoneException e) {
            return Optional.empty();
        }
    }
}
