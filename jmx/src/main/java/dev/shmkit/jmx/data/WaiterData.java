package dev.shmkit.jmx.data;

import dev.shmkit.host.RegionWaiter;
import java.beans.ConstructorProperties;

/** A {@link RegionWaiter} as MXBeans carry it. Immutable. */
public final class WaiterData {
    private final long pid;
    private final long tid;
    private final String process;
    private final String thread;
    private final int uid;
    private final boolean certain;
    private final boolean timed;

    /**
     * Made by the JMX runtime from composite data.
     *
     * @param pid the waiter's process
     * @param tid its kernel thread id
     * @param process its process's name
     * @param thread its own name
     * @param uid the user its process runs as, −1 when unknown
     * @param certain false when permissions hide what it waits on, so that it only may wait for this lock
     * @param timed true when its wait has a time limit or can be interrupted
     */
    @ConstructorProperties({"pid", "tid", "process", "thread", "uid", "certain", "timed"})
    public WaiterData(long pid, long tid, String process, String thread, int uid, boolean certain, boolean timed) {
        this.pid = pid;
        this.tid = tid;
        this.process = process;
        this.thread = thread;
        this.uid = uid;
        this.certain = certain;
        this.timed = timed;
    }

    /**
     * Carries what was seen over.
     *
     * @param waiter what was seen
     * @return the same, as MXBeans carry it
     */
    public static WaiterData of(RegionWaiter waiter) {
        return new WaiterData(
                waiter.pid(),
                waiter.tid(),
                waiter.process(),
                waiter.thread(),
                waiter.uid(),
                waiter.certain(),
                waiter.timed());
    }

    /**
     * Gives one column.
     *
     * @return the waiter's process
     */
    public long getPid() {
        return pid;
    }

    /**
     * Gives one column.
     *
     * @return its kernel thread id
     */
    public long getTid() {
        return tid;
    }

    /**
     * Gives one column.
     *
     * @return its process's name
     */
    public String getProcess() {
        return process;
    }

    /**
     * Gives one column.
     *
     * @return its own name
     */
    public String getThread() {
        return thread;
    }

    /**
     * Gives one column.
     *
     * @return the user its process runs as, −1 when unknown
     */
    public int getUid() {
        return uid;
    }

    /**
     * Gives one column.
     *
     * @return false when permissions hide what it waits on, so that it only may wait for this lock
     */
    public boolean isCertain() {
        return certain;
    }

    /**
     * Gives one column.
     *
     * @return true when its wait has a time limit or can be interrupted
     */
    public boolean isTimed() {
        return timed;
    }
}
