package dev.shmkit.jmx.data;

import dev.shmkit.LockHolder;
import java.beans.ConstructorProperties;

/** A {@link LockHolder} as MXBeans carry it: composite data with pid, tid, process, thread, uid and stopped. Immutable. */
public final class LockHolderData {
    private final long pid;
    private final long tid;
    private final String process;
    private final String thread;
    private final int uid;
    private final boolean stopped;

    /**
     * Made by the JMX runtime from composite data.
     *
     * @param pid the holder's process
     * @param tid its kernel thread id
     * @param process its process's name
     * @param thread its own name
     * @param uid the user its process runs as
     * @param stopped true when a signal or a debugger has stopped it
     */
    @ConstructorProperties({"pid", "tid", "process", "thread", "uid", "stopped"})
    public LockHolderData(long pid, long tid, String process, String thread, int uid, boolean stopped) {
        this.pid = pid;
        this.tid = tid;
        this.process = process;
        this.thread = thread;
        this.uid = uid;
        this.stopped = stopped;
    }

    /**
     * Carries what was seen over.
     *
     * @param holder what was seen
     * @return the same, as MXBeans carry it
     */
    public static LockHolderData of(LockHolder holder) {
        return new LockHolderData(
                holder.pid(), holder.tid(), holder.process(), holder.thread(), holder.uid(), holder.stopped());
    }

    /**
     * Tells the holder's process.
     *
     * @return a pid, −1 when unknown
     */
    public long getPid() {
        return pid;
    }

    /**
     * Tells the holder's thread.
     *
     * @return a kernel thread id
     */
    public long getTid() {
        return tid;
    }

    /**
     * Names the holder's process.
     *
     * @return its {@code comm}, empty when unknown
     */
    public String getProcess() {
        return process;
    }

    /**
     * Names the holder's thread.
     *
     * @return the Java name in this JVM, else {@code comm}; empty when unknown
     */
    public String getThread() {
        return thread;
    }

    /**
     * Tells the user the holder's process runs as.
     *
     * @return a user number, −1 when unknown
     */
    public int getUid() {
        return uid;
    }

    /**
     * Tells whether the holder can give the lock back.
     *
     * @return true when a signal such as SIGSTOP, or a debugger, has stopped it
     */
    public boolean isStopped() {
        return stopped;
    }
}
