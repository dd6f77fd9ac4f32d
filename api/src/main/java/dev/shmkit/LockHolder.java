package dev.shmkit;

import dev.shmkit.internal.text.Printable;
import dev.shmkit.internal.text.Who;

/**
 * The thread that holds a region's lock, as {@code /proc} describes it, see proc(5). Immutable and thread-safe. Whether it is the
 * same at two looks, its tid tells: names and states change.
 *
 * @param pid its process, −1 when that cannot be told
 * @param tid its kernel thread id, as glibc writes it into the mutex
 * @param process the process's name ({@code comm}, at most 15 characters), empty when it cannot be told
 * @param thread the thread's name: the full Java name for a thread of this JVM, else {@code comm}; empty when it cannot be
 *     told
 * @param uid the user the process runs as, −1 when that cannot be told
 * @param stopped true when a signal such as SIGSTOP, or a debugger, has stopped the thread: it gives nothing back until it goes on
 */
public record LockHolder(long pid, long tid, String process, String thread, int uid, boolean stopped) {
    /** With the state in front of it, a hundred. */
    private static final int MOST_COLUMNS = 87;

    private static final String STOPPED = " (stopped)";

    /**
     * Describes a thread that is not stopped.
     *
     * @param pid its process, −1 when that cannot be told
     * @param tid its kernel thread id
     * @param process the process's name, empty when it cannot be told
     * @param thread the thread's name, empty when it cannot be told
     * @param uid the user the process runs as, −1 when that cannot be told
     */
    public LockHolder(long pid, long tid, String process, String thread, int uid) {
        this(pid, tid, process, thread, uid, false);
    }

    @Override
    public String toString() {
        if (pid < 0) {
            return "tid " + tid + ", of which nothing more is known";
        }
        String whole = Who.thread(process, pid, thread, tid);
        return stopped
                ? Printable.shortened(whole, MOST_COLUMNS - STOPPED.length()) + STOPPED
                : Printable.shortened(whole, MOST_COLUMNS);
    }
}
