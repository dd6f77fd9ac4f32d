package dev.shmkit.internal.host;

import dev.shmkit.internal.proc.FileBytes;
import dev.shmkit.internal.proc.ProcThread;
import dev.shmkit.internal.proc.ProcessGoneException;
import dev.shmkit.internal.proc.ThreadWait;
import java.io.IOException;

/**
 * Tells two sleeps of a thread apart: when a thread is asleep and gives the same number as before, it has slept all the while.
 *
 * <p>Mostly that is its count of context switches. A shmkit thread that waits for a lock looks once a second whether the file
 * is still there, which counts as a switch; it shows itself in which longer sleep it is.
 */
public final class ThreadSleep {
    /** Of a thread that runs, is gone, or hides. */
    public static final long NONE = -1;

    /** Keeps ids of sleeps apart from counts of switches. */
    private static final long ID = Long.MIN_VALUE;

    private ThreadSleep() {}

    /** The number of the sleep that a thread is in. The count of one that runs says nothing: it may have run all the while. */
    public static long of(long tid, FileBytes reader) {
        long id = ThreadWait.of(tid, tid, reader).sleepId();
        if (id != 0) {
            return id | ID;
        }
        try {
            ProcThread thread = ProcThread.of(tid);
            return thread.running() ? NONE : thread.switches();
        } catch (IOException | ProcessGoneException e) {
            return NONE;
        }
    }

    /** True for a sleep that the thread leaves now and then for some microseconds, and is back. */
    public static boolean inParts(long sleep) {
        return sleep < NONE;
    }
}
