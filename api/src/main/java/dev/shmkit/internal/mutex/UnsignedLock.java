package dev.shmkit.internal.mutex;

import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.internal.posix.Kernel;
import dev.shmkit.internal.proc.Mappers;
import dev.shmkit.internal.proc.ProcThread;
import dev.shmkit.internal.proc.Processes;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A lock that is taken, but that nobody has signed: its holder is about to sign it or has just struck its name out. If it
 * stays so, the holder died in between, a few instructions wide, and no tid tells who it was.
 *
 * <p>It is abandoned when every living thread that could be in between is seen elsewhere, in a system call, while the words
 * do not change: nobody new gets there meanwhile. One look is not enough. The words are read over and over, because a lock
 * that is passed on quickly is unsigned now and then; and all threads must be elsewhere twice in a row, because a Java thread
 * that the interpreter stopped in between, at a safepoint, is in a system call, too, but then another thread of that JVM runs.
 * A thread that runs all the time leaves the question open.
 */
final class UnsignedLock {
    /** For a question that is open while a thread runs: those that compile code do, for long. */
    private static final long MOST_NANOS = 2_000_000_000;

    private static final int PASSES_IN_A_ROW = 2;
    private static final long PAUSE_NANOS = 1_000_000;
    /** Some 10 µs: far more than a holder needs to sign. */
    private static final int READS = 200;

    private final MutexWords words;
    private final Supplier<MutexWords> again;

    private UnsignedLock(MutexWords words, Supplier<MutexWords> again) {
        this.words = words;
        this.again = again;
    }

    static boolean abandoned(MutexWords words, Supplier<MutexWords> again, FileStatus file, String path) {
        UnsignedLock lock = new UnsignedLock(words, again);
        // Whom we cannot see may be just about to sign.
        if (Processes.othersInvisible() || !lock.steady()) {
            return false;
        }
        List<Long> suspects = new ArrayList<>();
        try {
            for (long pid : Mappers.possible(file, path)) {
                List<Long> tids = ProcThread.ofProcess(pid);
                if (tids.isEmpty() && ProcThread.lives(pid)) {
                    return false;
                }
                suspects.addAll(tids);
            }
        } catch (IOException e) {
            return false;
        }
        return lock.nobodySigns(suspects);
    }

    private boolean nobodySigns(List<Long> suspects) {
        int passes = 0;
        long started = System.nanoTime();
        while (System.nanoTime() - started < MOST_NANOS && steady()) {
            passes = allElsewhere(suspects) ? passes + 1 : 0;
            if (passes == PASSES_IN_A_ROW) {
                return steady();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return false;
    }

    private boolean allElsewhere(List<Long> suspects) {
        long self = Kernel.threadId();
        for (long tid : suspects) {
            boolean elsewhere = tid == self || ProcThread.inSystemCallOrGone(tid);
            if (!elsewhere || !steady()) {
                return false;
            }
        }
        return true;
    }

    private boolean steady() {
        for (int i = 0; i < READS; i++) {
            VarHandle.fullFence();
            if (!again.get().equals(words)) {
                return false;
            }
        }
        return true;
    }
}
