package dev.shmkit.internal.host;

import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.host.HostSnapshot;
import dev.shmkit.host.RegionSnapshot;
import dev.shmkit.host.RegionSnapshot.Creator;
import dev.shmkit.host.RegionSnapshot.Usage;
import dev.shmkit.host.RegionUsers;
import dev.shmkit.internal.mutex.LockInspector;
import dev.shmkit.internal.mutex.MutexWords;
import dev.shmkit.internal.proc.FileBytes;
import dev.shmkit.internal.proc.ProcMaps;
import dev.shmkit.internal.proc.ProcThread;
import dev.shmkit.internal.proc.ProcessGoneException;
import dev.shmkit.internal.proc.Processes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A look at some files and, in one pass, at all processes: first the files, then who uses them, then who holds what. */
public final class HostLook {
    private final Instant taken = Instant.now();
    private final List<RegionFile> files;
    private final FileBytes reader;
    private final ProcessPass pass;
    private final List<LockState> locks = new ArrayList<>();
    private final Creators creators = new Creators();

    public HostLook(List<RegionFile> files, FileBytes reader) {
        this.files = files;
        this.reader = reader;
        this.pass = ProcessPass.over(files.stream().map(HostLook::target).toList(), reader);
        for (int i = 0; i < files.size(); i++) {
            locks.add(lock(i));
        }
    }

    private static ProcessPass.Target target(RegionFile file) {
        MutexWords words = file.words();
        boolean contended = file.locked() && words.contended();
        int holderTid = file.locked() ? words.holderTid() : 0;
        return new ProcessPass.Target(file.status(), file.path().toString(), contended, holderTid);
    }

    private LockState lock(int index) {
        RegionFile file = files.get(index);
        return switch (file.format()) {
            case HIDDEN -> LockState.of(State.UNKNOWN);
            case RAW -> LockState.of(State.NONE);
            case LOCKED -> LockInspector.glance(file.words(), () -> file.wordsNow(reader), new UsersOf(index));
        };
    }

    private final class UsersOf implements LockInspector.Users {
        private final int index;

        UsersOf(int index) {
            this.index = index;
        }

        @Override
        public boolean include(ProcThread holder) throws ProcessGoneException {
            return maps(index, holder);
        }

        @Override
        public Collection<Long> pids() {
            return pass.possibleMappers(index);
        }
    }

    /** Nobody is called gone because of the pass alone, which may have been there before the holder came. */
    private boolean maps(int index, ProcThread holder) throws ProcessGoneException {
        if (pass.maps(index, holder.pid())) {
            return true;
        }
        RegionFile file = files.get(index);
        try {
            return ProcMaps.contains(holder.tid(), file.status(), file.path().toString());
        } catch (IOException e) {
            // Another user's mappings are hidden from us; its thread lives, so it is believed.
            return true;
        }
    }

    /** All of them, of a machine where so many directories hide what is in them. */
    public HostSnapshot snapshot(int hiddenDirectories) {
        List<RegionSnapshot> regions = new ArrayList<>(files.size());
        for (int i = 0; i < files.size(); i++) {
            regions.add(region(i, locks.get(i)));
        }
        regions.sort(HostLook::byKey);
        return new HostSnapshot(
                taken,
                List.copyOf(regions),
                hiddenDirectories,
                pass.processes(),
                pass.hiddenProcesses(),
                pass.hiddenThreads());
    }

    private static int byKey(RegionSnapshot one, RegionSnapshot other) {
        int keys = one.key().compareTo(other.key());
        return keys != 0 ? keys : one.summary().path().compareTo(other.summary().path());
    }

    public RegionSnapshot region(int index, LockState lock) {
        RegionFile file = files.get(index);
        RegionUsers users = pass.users(index);
        Creator creator = creators.of(file);
        return new RegionSnapshot(
                file.summary(lock),
                file.status().residentBytes(),
                file.status().id(),
                Instant.ofEpochMilli(file.status().createdMillis()),
                creator,
                users.mappers(),
                users.waiters(),
                usage(users, creator, lock));
    }

    private Usage usage(RegionUsers users, Creator creator, LockState lock) {
        if (!users.mappers().isEmpty()) {
            return Usage.MAPPED;
        }
        // Who holds its lock may hide its mappings from us.
        boolean held = lock.state() == State.HELD && lock.holder().isPresent();
        boolean someHide = pass.hiddenProcesses() > 0 || Processes.outerInvisible();
        if (creator != Creator.GONE || held) {
            return someHide ? Usage.HIDDEN : Usage.UNMAPPED;
        }
        return someHide ? Usage.POSSIBLE_ORPHAN : Usage.ORPHAN;
    }

    /** Every wait that was seen beyond doubt, for a lock whose holder was seen, too. */
    public List<WaitForGraph.Edge> waits() {
        List<WaitForGraph.Edge> edges = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            LockState lock = locks.get(i);
            if (lock.state() == State.HELD && lock.holder().isPresent()) {
                for (ProcessPass.Waiting waiting : pass.certainlyWaiting(i)) {
                    edges.add(new WaitForGraph.Edge(waiting, files.get(i), lock));
                }
            }
        }
        return edges;
    }
}
