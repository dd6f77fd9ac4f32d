package dev.shmkit.jmx.data;

import dev.shmkit.host.RegionMapper;
import java.beans.ConstructorProperties;

/** A {@link RegionMapper} as MXBeans carry it. Immutable. */
public final class MapperData {
    private final long pid;
    private final String process;
    private final int uid;
    private final boolean stopped;

    /**
     * Made by the JMX runtime from composite data.
     *
     * @param pid a process id
     * @param process the process's name
     * @param uid the user it runs as, −1 when unknown
     * @param stopped true when a signal or a debugger has stopped it
     */
    @ConstructorProperties({"pid", "process", "uid", "stopped"})
    public MapperData(long pid, String process, int uid, boolean stopped) {
        this.pid = pid;
        this.process = process;
        this.uid = uid;
        this.stopped = stopped;
    }

    /**
     * Carries what was seen over.
     *
     * @param mapper what was seen
     * @return the same, as MXBeans carry it
     */
    public static MapperData of(RegionMapper mapper) {
        return new MapperData(mapper.pid(), mapper.process(), mapper.uid(), mapper.stopped());
    }

    /**
     * Gives one column.
     *
     * @return a process id
     */
    public long getPid() {
        return pid;
    }

    /**
     * Gives one column.
     *
     * @return the process's name
     */
    public String getProcess() {
        return process;
    }

    /**
     * Gives one column.
     *
     * @return the user it runs as, −1 when unknown
     */
    public int getUid() {
        return uid;
    }

    /**
     * Gives one column.
     *
     * @return true when a signal or a debugger has stopped it
     */
    public boolean isStopped() {
        return stopped;
    }
}
