package dev.shmkit.internal.mutex;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.internal.proc.ProcMaps;
import dev.shmkit.internal.proc.ProcThread;
import dev.shmkit.internal.proc.ProcessGoneException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells who holds a region's lock from the mutex's words and /proc. Never takes the lock, never waits. */
public final class LockInspector {
    /** How often the words are read again when they change under the reader. */
    private static final int ATTEMPTS = 4;

    private static final int UNKNOWN_UID = -1;
    private static final long UNKNOWN_PID = -1;

    private LockInspector() {}

    /** Tells whether the holder's process maps the region. */
    public interface HolderMaps {
        /** True, too, when that is hidden: the thread lives, so it is believed. */
        boolean test(ProcThread holder) throws ProcessGoneException;
    }

    /**
     * Judges a lock.
     *
     * @param first the mutex's words
     * @param again reads them afresh: a holder is only reported when it still was one after it was looked up
     * @param file the region's file, to be looked for among the holder's mappings
     * @param path the region's path
     */
    public static LockState inspect(MutexWords first, Supplier<MutexWords> again, FileStatus file, String path) {
        Look look = look(first, again, holder -> maps(holder.tid(), file, path));
        return look.unsigned && UnsignedLock.abandoned(look.words, again, file, path)
                ? LockState.of(State.ABANDONED)
                : look.state;
    }

    /**
     * The same in microseconds, for who looks at many locks: one that is taken and that nobody has signed is HELD without a
     * holder, although the holder may be gone.
     *
     * @param maps tells whether the holder's process maps the region
     */
    public static LockState glance(MutexWords first, Supplier<MutexWords> again, HolderMaps maps) {
        return look(first, again, maps).state;
    }

    /** What was seen, in which words, and whether these are a taken lock's that nobody has signed. */
    private record Look(LockState state, MutexWords words, boolean unsigned) {
        static Look at(MutexWords words, LockState state) {
            return new Look(state, words, false);
        }
    }

    private static Look look(MutexWords first, Supplier<MutexWords> again, HolderMaps maps) {
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
            seen = tid == MutexWords.NOBODY ? LockState.of(State.HELD) : judge(tid, maps);
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

    private static LockState judge(int tid, HolderMaps maps) {
        try {
            ProcThread thread = ProcThread.of(tid);
            LockHolder holder = new LockHolder(
                    thread.pid(), tid, ProcThread.processName(thread.pid()), thread.name(), thread.uid());
            State state = thread.alive() && maps.test(thread) ? State.HELD : State.ABANDONED;
            return new LockState(state, Optional.of(holder));
        } catch (ProcessGoneException e) {
            return abandonedBy(tid);
        } catch (IOException e) {
            return new LockState(State.UNKNOWN, Optional.of(nobody(tid)));
        }
    }

    private static boolean maps(long tid, FileStatus file, String path) throws ProcessGoneException {
        try {
            return ProcMaps.contains(tid, file.major(), file.minor(), file.inode(), path);
        } catch (IOException e) {
            // Another user's mappings are hidden from us; its thread lives, so it is believed.
            return true;
        }
    }

    private static LockHolder nobody(int tid) {
        return new LockHolder(UNKNOWN_PID, tid, "", "", UNKNOWN_UID);
    }
}
