package dev.shmkit.cli.doctor;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.RegionNotFoundException;
import dev.shmkit.cli.doctor.Finding.Kind;
import dev.shmkit.dsl.display.ByteSize;
import dev.shmkit.host.Deadlock;
import dev.shmkit.host.HostRegions;
import dev.shmkit.host.HostSnapshot;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.host.RegionSnapshot.Usage;
import dev.shmkit.host.RegionSummary;
import dev.shmkit.host.RegionSummary.Format;
import dev.shmkit.host.ShmSpace;
import dev.shmkit.internal.host.RegionFile;
import dev.shmkit.internal.proc.ProcThread;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at every region for what is wrong. Changes nothing. */
final class Examination {
    private static final int FULL_PERCENT = 90;
    private static final int ROOT = 0;

    private final String shm = Launched.name();
    private final HostSnapshot snapshot;
    private final int asker;
    private final boolean root;
    private final boolean inside;
    private final List<Finding> findings = new ArrayList<>();

    private Examination(HostSnapshot snapshot, int asker, boolean inside) {
        this.snapshot = snapshot;
        this.asker = asker;
        this.root = asker == ROOT;
        this.inside = inside;
    }

    /**
     * What is wrong, worst first.
     *
     * @param asker the uid of who looks: from root next to nothing is hidden
     * @param inside whether that is in a container, which hides all that is outside from root, too
     */
    static List<Finding> of(
            HostSnapshot snapshot, List<Deadlock> deadlocks, ShmSpace space, int asker, boolean inside) {
        Examination examination = new Examination(snapshot, asker, inside);
        deadlocks.forEach(examination::deadlock);
        snapshot.regions().forEach(examination::region);
        examination.space(space);
        examination.findings.sort(Finding.WORST_FIRST);
        return examination.findings;
    }

    private void add(Kind kind, String subject, String problem, String command) {
        findings.add(new Finding(kind, subject, problem, command));
    }

    /** Whoever is ended leaves locks behind that nobody gives back: several, when threads of one process wait for each other. */
    private void deadlock(Deadlock deadlock) {
        LockHolder victim = deadlock.waits().get(0).holder();
        String recoveries = heldBy(victim.pid(), deadlock)
                .filter(region -> !robust(region))
                .map(RegionSummary::key)
                .distinct()
                .map(key -> " && " + shm + " recover " + Shell.quote(key))
                .collect(Collectors.joining());
        String keys = deadlock.waits().stream()
                .map(each -> each.region().key())
                .sorted()
                .collect(Collectors.joining(", "));
        add(
                Kind.DEADLOCK,
                keys,
                "threads wait for each other%s: %s"
                        .formatted(deadlock.mayEnd() ? ", though one of them may give up" : "", deadlock),
                kill("KILL", victim) + " && sleep 1" + recoveries);
    }

    /** In the circle, and outside of it. */
    private Stream<RegionSummary> heldBy(long pid, Deadlock deadlock) {
        Stream<RegionSummary> others = snapshot.regions().stream()
                .map(RegionSnapshot::summary)
                .filter(region -> region.lockState().holder().stream().anyMatch(holder -> holder.pid() == pid));
        return Stream.concat(
                deadlock.waits().stream()
                        .filter(wait -> wait.holder().pid() == pid)
                        .map(Deadlock.Wait::region),
                others);
    }

    /** Whose lock the kernel passes on when its holder dies. */
    private static boolean robust(RegionSummary region) {
        return RegionFile.read(region.path())
                .filter(file -> file.locked() && file.words().robust())
                .isPresent();
    }

    private String kill(String signal, LockHolder holder) {
        return (root || holder.uid() == asker ? "" : "sudo ") + "kill -" + signal + " " + holder.pid();
    }

    private void region(RegionSnapshot region) {
        if (region.summary().format() == Format.LOCKED) {
            lock(region);
            permissions(region.summary());
        }
        orphan(region);
    }

    private void lock(RegionSnapshot region) {
        LockState lock = closely(region.summary());
        String key = region.key();
        if (lost(region.summary(), lock)) {
            add(
                    Kind.ABANDONED,
                    key,
                    "its lock can never be taken again: a holder died, and it was given back without a repair; do not trust the data",
                    shm + " rm " + Shell.quote(key));
        } else if (lock.state() == State.ABANDONED) {
            boolean told = ownerDied(region.summary()) && !region.mappers().isEmpty();
            String waiting = region.waiters().isEmpty() || told
                    ? ""
                    : ", %d waiting for ever".formatted(region.waiters().size());
            String who = lock.holder().map(LockHolder::toString).orElse("a thread of which it does not tell");
            add(
                    Kind.ABANDONED,
                    key,
                    "%s%s: %s%s%s"
                            .formatted(
                                    lives(lock)
                                            ? "its lock names a thread that lives and does not map the region"
                                            : "its lock's holder is gone",
                                    outside(lives(lock)),
                                    who,
                                    waiting,
                                    told
                                            ? "; the lock is robust: who takes it next is told, and repairs the data"
                                            : ""),
                    shm + (told ? " show " : " recover ") + Shell.quote(key));
        }
        lock.holder()
                .filter(holder -> lock.state() == State.HELD && holder.stopped())
                .ifPresent(
                        holder -> add(Kind.STOPPED_HOLDER, key, "its lock is held by " + holder, kill("CONT", holder)));
    }

    /** What a pid namespace of its own leaves open. */
    private String outside(boolean lives) {
        if (!inside) {
            return "";
        }
        return lives ? ", or one outside of this container has its number" : ", or outside of this container";
    }

    /** A number whose thread is not known by name may be another one's by now. */
    private static boolean lives(LockState lock) {
        return lock.holder()
                .filter(holder -> !holder.process().isEmpty() && ProcThread.lives(holder.tid()))
                .isPresent();
    }

    /** Not of a robust lock whose holder had unmapped it: the kernel did not see that it died with it. */
    private static boolean ownerDied(RegionSummary region) {
        return RegionFile.read(region.path())
                .filter(file -> file.locked() && file.words().ownerDied())
                .isPresent();
    }

    /** A snapshot takes no time to find out whether a holder without a name died just before it signed. */
    private static LockState closely(RegionSummary region) {
        LockState seen = region.lockState();
        if (seen.state() != State.HELD || seen.holder().isPresent()) {
            return seen;
        }
        try {
            return HostRegions.find(region.path().toString()).lockState();
        } catch (RegionNotFoundException e) {
            return LockState.of(State.NONE);
        }
    }

    private static boolean lost(RegionSummary region, LockState lock) {
        return lock.equals(LockState.of(State.ABANDONED))
                && RegionFile.read(region.path()).filter(RegionFile::lost).isPresent();
    }

    private void permissions(RegionSummary region) {
        int permissions = region.attributes().permissions();
        int mended = Permissions.mended(permissions);
        if (permissions != mended) {
            String rule = Permissions.onlyExecutable(permissions)
                    ? "a region is data, which nobody is to execute"
                    : "whoever may use a region must be allowed to read and to write it, for its lock";
            add(
                    Kind.PERMISSIONS,
                    region.key(),
                    "its mode is %s: %s".formatted(region.attributes().mode(), rule),
                    "%schmod %04o %s"
                            .formatted(
                                    mayChange(region) ? "" : "sudo ",
                                    mended,
                                    Shell.quote(region.path().toString())));
        }
    }

    /** Only its owner and root may change a file's permissions. */
    private boolean mayChange(RegionSummary region) {
        return root || region.attributes().uid() == asker;
    }

    private void orphan(RegionSnapshot region) {
        boolean possible = region.usage() == Usage.POSSIBLE_ORPHAN;
        if (region.usage() == Usage.ORPHAN || possible) {
            String doubt = possible ? " that can be seen (hidden: %s)".formatted(hiddenProcesses()) : "";
            add(
                    Kind.ORPHAN,
                    region.key(),
                    "its creator, pid %d, is gone and no process%s maps it; it takes %s"
                            .formatted(
                                    region.summary().creatorPid(),
                                    doubt,
                                    ByteSize.INSTANCE.format(region.residentBytes())),
                    removal(region));
        }
    }

    private String hiddenProcesses() {
        return snapshot.hiddenProcesses() + (inside ? ", and all outside of this container" : "");
    }

    /** What removes an orphan, if it surely is one: who hides may use it. */
    private String removal(RegionSnapshot region) {
        return region.usage() == Usage.POSSIBLE_ORPHAN && !root
                ? "sudo %s doctor".formatted(shm)
                : shm + " rm " + Shell.quote(region.key());
    }

    private void space(ShmSpace space) {
        if (space.usedPercent() >= FULL_PERCENT) {
            findings.add(FullSpace.of(space, snapshot.regions(), root));
        }
        if (space.usedFilesPercent() >= FULL_PERCENT) {
            findings.add(FilesUsedUp.of(space, snapshot.regions(), root));
        }
    }
}
