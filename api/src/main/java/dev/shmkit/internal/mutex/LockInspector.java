package dev.shmkit.internal.mutex;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.internal.proc.Mappers;
import dev.shmkit.internal.proc.ProcMaps;
import dev.shmkit.internal.proc.ProcThread;
import dev.shmkit.internal.proc.ProcessGoneException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells who holds a region's lock from the mutex's words and /proc. Never takes the lock, never waits for who holds it. */
public final class LockInspector {
    /** How often the words are read again when they change under the reader. */
    private static final int ATTEMPTS = 4;

    private static final int UNKNOWN_UID = -1;
    private static final long UNKNOWN_PID = -1;

    private LockInspector() {}

    /** Tells who maps the region. */
    public interface Users {
        /** True, too, when it is hidden whether the thread's process does: the thread lives, so it is believed. */
        boolean include(ProcThread holder) throws ProcessGoneException;

        /** The processes that map it, and those that hide whether they do. */
        Collection<Long> pids() throws IOException;
    }

    private record UsersOf(FileStatus file, String path) implements Users {
        @Override
        public boolean include(ProcThread holder) throws ProcessGoneException {
            try {
                return ProcMaps.contains(holder.tid(), file, path);
            } catch (IOException e) {
                return true;
            }
        }

        @Override
        public Collection<Long> pids() throws IOException {
            return Mappers.possible(file, path);
        }
    }

    /**
     * Judges a lock: in microseconds mostly, in up to two seconds when it is taken and nobody has signed it.
     *
     * @param first the mutex's words
     * @param again reads them afresh: a holder is only reported when it still was one after it was looked up
     * @param file the region's file, to be looked for among the holder's mappings
     * @param path the region's path
     */
    public static LockState inspect(MutexWords first, Supplier<MutexWords> again, FileStatus file, String path) {
        Look look = look(first, again, new UsersOf(file, path));
        return look.unsigned && UnsignedLock.abandoned(look.words, again, file, path)
                ? LockState.of(State.ABANDONED)
                : look.state;
    }

    /**
     * The same in microseconds, for who looks at many locks: one that is taken and that nobody has signed is HELD without a
     * holder, although the holder may be gone.
     *
     * @param users tells who maps the region
     */
    public static LockState glance(MutexWords first, Supplier<MutexWords> again, Users users) {
        return look(first, again, users).state;
    }

    /** The same, of a file that nobody has looked for among the processes' mappings yet. */
    public static LockState glance(MutexWords first, Supplier<MutexWords> again, FileStatus file, String path) {
        return glance(first, again, new UsersOf(file, path));
    }

    /** What was seen, in which words, and whether these are a taken lock's that nobody has signed. */
    private record Look(LockState state, MutexWords words, boolean unsigned) {
        static Look at(MutexWords words, LockState state) {
            return new Look(state, words, false);
        }
    }

    private static Look look(MutexWords first, Supplier<MutexWords> again, Users users) {
        MutexWords words = first;
        LockState seen = LockState.of(State.HELD);
        for (int i = 0; i < ATTEMPTS; i++) {
            if (!words.initialised()) {
                return Look.at(words, LockState.of(State.NONE));
            }
            if (words.notRecoverable()) {
                return Look.at(words, LockState.of(State.ABANDONED));
            }
            if (words.free()) {
                return Look.at(words, LockState.of(State.FREE));
            }
            int tid = words.holderTid();
            if (words.ownerDied()) {
                return Look.at(words, abandonedBy(words.deadTid()));
            }
            seen = tid == MutexWords.NOBODY ? LockState.of(State.HELD) : judge(tid, users);
            MutexWords later = again.get();
            if (tid != MutexWords.NOBODY && words.heldBySame(later)) {
                return Look.at(words, seen);
            }
            words = later;
        }
        if (words.free()) {
            return Look.at(words, LockState.of(State.FREE));
        }
        // It changes hands faster than holders can be looked up: whoever was judged last does not hold it any more.
        LockState told = seen.state() == State.ABANDONED ? LockState.of(State.HELD) : seen;
        return new Look(told, words, words.holderTid() == MutexWords.NOBODY);
    }

    /** What is left of a lock whose holder is known to be gone. */
    public static LockState abandonedBy(int tid) {
        return new LockState(State.ABANDONED, tid == MutexWords.NOBODY ? Optional.empty() : Optional.of(nobody(tid)));
    }

    private static LockState judge(int tid, Users users) {
        try {
            LockState seen = judgeHere(tid, users);
            List<ProcThread> inner =
                    seen.state() == State.ABANDONED ? InnerNamespaces.find(tid, users.pids()) : List.of();
            return switch (inner.size()) {
                case 0 -> seen;
                case 1 -> held(inner.get(0));
                // One of them holds it, and nothing tells which.
                default -> LockState.of(State.HELD);
            };
        } catch (IOException e) {
            return new LockState(State.UNKNOWN, Optional.of(nobody(tid)));
        }
    }

    /** What the id means in this pid namespace. */
    private static LockState judgeHere(int tid, Users users) throws IOException {
        try {
            ProcThread thread = ProcThread.of(tid);
            State state = thread.alive() && users.include(thread) ? State.HELD : State.ABANDONED;
            return new LockState(state, Optional.of(holder(thread, ProcThread.processName(thread.pid()))));
        } catch (ProcessGoneException e) {
            return abandonedBy(tid);
        }
    }

    private static LockState held(ProcThread thread) {
        String process;
        try {
            process = ProcThread.processName(thread.pid());
        } catch (IOException | ProcessGoneException e) {
            process = "";
        }
        return new LockState(State.HELD, Optional.of(holder(thread, process)));
    }

    private static LockHolder holder(ProcThread thread, String process) {
        return new LockHolder(thread.pid(), thread.tid(), process, thread.name(), thread.uid(), thread.stopped());
    }

    private static LockHolder nobody(int tid) {
        return new LockHolder(UNKNOWN_PID, tid, "", "", UNKNOWN_UID);
    }
}
