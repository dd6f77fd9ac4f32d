package dev.shmkit.internal.host;

import dev.shmkit.host.RegionMapper;
import dev.shmkit.host.RegionUsers;
import dev.shmkit.host.RegionWaiter;
import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.internal.proc.FileBytes;
import dev.shmkit.internal.proc.MappedFiles;
import dev.shmkit.internal.proc.ProcThread;
import dev.shmkit.internal.proc.ProcessGoneException;
import dev.shmkit.internal.proc.Processes;
import dev.shmkit.internal.proc.ThreadWait;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One pass over all processes, which tells for many files at once who maps them and who waits for the lock at their front.
 * Threads are only looked at where somebody can be waiting: in processes that map a file whose lock is contended. A process
 * that vanishes meanwhile is not there; one that hides is counted.
 */
public final class ProcessPass {
    private static final int UNKNOWN_UID = -1;

    /**
     * A file to look for.
     *
     * @param contended whether somebody may wait for its lock
     * @param holderTid who holds it and so does not wait for it; 0 for nobody
     */
    public record Target(FileStatus status, String path, boolean contended, int holderTid) {}

    /** A thread that sleeps until it can have the lock, and the address of that lock in its process. */
    public record Waiting(RegionWaiter waiter, long address) {}

    private final List<Target> targets;
    private final FileBytes reader;
    private final MappedFiles<Integer> files = new MappedFiles<>();
    private final List<List<RegionMapper>> mappers = new ArrayList<>();
    private final List<List<Waiting>> waiting = new ArrayList<>();
    private final List<Long> hidden = new ArrayList<>();
    private int processes;
    private int hiddenProcesses;
    private int hiddenThreads;

    private ProcessPass(List<Target> targets, FileBytes reader) {
        this.targets = targets;
        this.reader = reader;
        for (int i = 0; i < targets.size(); i++) {
            files.add(i, targets.get(i).status(), targets.get(i).path());
            mappers.add(new ArrayList<>(0));
            waiting.add(new ArrayList<>(0));
        }
    }

    public static ProcessPass over(List<Target> targets, FileBytes reader) {
        ProcessPass pass = new ProcessPass(targets, reader);
        if (Processes.othersInvisible()) {
            // How many there are is hidden, too.
            pass.hiddenProcesses = 1;
        }
        try {
            Processes.pids().forEach(pass::lookAt);
        } catch (IOException e) {
            pass.hiddenProcesses = 1;
        }
        pass.mappers.forEach(found -> found.sort(Comparator.comparingLong(RegionMapper::pid)));
        return pass;
    }

    private void lookAt(long pid) {
        processes++;
        List<MappedFiles.Range<Integer>> ranges;
        try {
            ranges = files.of(pid, reader);
        } catch (ErrnoException e) {
            hiddenProcesses++;
            hidden.add(pid);
            return;
        }
        if (ranges.isEmpty()) {
            return;
        }
        RegionMapper mapper = mapper(pid);
        Set<Integer> seen = new HashSet<>();
        boolean contended = false;
        for (MappedFiles.Range<Integer> range : ranges) {
            if (seen.add(range.file())) {
                mappers.get(range.file()).add(mapper);
                contended |= targets.get(range.file()).contended();
            }
        }
        if (contended) {
            for (long tid : ProcThread.ofProcess(pid)) {
                lookAt(mapper, tid, ranges);
            }
        }
    }

    private static RegionMapper mapper(long pid) {
        try {
            ProcThread first = ProcThread.of(pid);
            return new RegionMapper(pid, first.name(), first.uid(), first.stopped());
        } catch (IOException | ProcessGoneException e) {
            return new RegionMapper(pid, "", UNKNOWN_UID, false);
        }
    }

    private void lookAt(RegionMapper mapper, long tid, List<MappedFiles.Range<Integer>> ranges) {
        ThreadWait wait = ThreadWait.of(mapper.pid(), tid, reader);
        switch (wait.kind()) {
            case HIDDEN -> hiddenThreads++;
            case OTHER -> {}
            case FUTEX, SOME_FUTEX -> {
                boolean certain = wait.kind() == ThreadWait.Kind.FUTEX;
                if (!certain) {
                    hiddenThreads++;
                }
                // A file that is mapped twice has two ranges that may be meant.
                Set<Integer> told = new HashSet<>();
                for (MappedFiles.Range<Integer> range : ranges) {
                    Target target = targets.get(range.file());
                    boolean here = certain ? range.isFirstByte(wait.address()) : range.fileOffset() == 0;
                    if (here && target.contended() && target.holderTid() != tid && told.add(range.file())) {
                        RegionWaiter waiter = waiter(mapper, tid, certain, wait.timed());
                        waiting.get(range.file()).add(new Waiting(waiter, wait.address()));
                    }
                }
            }
        }
    }

    private static RegionWaiter waiter(RegionMapper mapper, long tid, boolean certain, boolean timed) {
        String name;
        try {
            name = ProcThread.processName(tid);
        } catch (IOException | ProcessGoneException e) {
            name = "";
        }
        return new RegionWaiter(mapper.pid(), tid, mapper.process(), name, mapper.uid(), certain, timed);
    }

    public RegionUsers users(int target) {
        return new RegionUsers(
                List.copyOf(mappers.get(target)),
                waiting.get(target).stream().map(Waiting::waiter).toList());
    }

    /** The threads that wait for a target's lock, beyond doubt. */
    public List<Waiting> certainlyWaiting(int target) {
        return waiting.get(target).stream()
                .filter(found -> found.waiter().certain())
                .toList();
    }

    public boolean maps(int target, long pid) {
        return mappers.get(target).stream().anyMatch(mapper -> mapper.pid() == pid);
    }

    /** The processes that map a target, and those that hide whether they do. */
    public List<Long> possibleMappers(int target) {
        List<Long> pids = new ArrayList<>(hidden);
        mappers.get(target).forEach(mapper -> pids.add(mapper.pid()));
        return pids;
    }

    public int processes() {
        return processes;
    }

    public int hiddenProcesses() {
        return hiddenProcesses;
    }

    public int hiddenThreads() {
        return hiddenThreads;
    }
}
