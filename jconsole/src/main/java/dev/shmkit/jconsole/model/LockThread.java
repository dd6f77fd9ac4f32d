package dev.shmkit.jconsole.model;

/**
 * A thread that holds or wants a lock. The kernel thread id alone tells it from others: its names depend on who looks.
 *
 * @param process the process it belongs to
 * @param tid its kernel thread id
 * @param name its name, empty when unknown
 * @param stopped true when a signal or a debugger has stopped it
 */
public record LockThread(ProcessId process, long tid, String name, boolean stopped) {
    public LockThread(ProcessId process, long tid, String name) {
        this(process, tid, name, false);
    }

    /** The same thread, when it has ended. */
    LockThread gone() {
        return new LockThread(process, tid, name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LockThread thread && thread.tid == tid;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(tid);
    }

    /** Such as {@code peer 4711 / worker (stopped)}; the thread is left out where its name says nothing new. */
    @Override
    public String toString() {
        String whole = name.isEmpty() || name.equals(process.name()) ? process.toString() : process + " / " + name;
        return stopped ? whole + " (stopped)" : whole;
    }
}
