package dev.shmkit.jconsole.model;

/**
 * A process that maps a region.
 *
 * @param process which
 * @param stopped true when a signal or a debugger has stopped it
 */
public record Mapper(ProcessId process, boolean stopped) {
    @Override
    public String toString() {
        return process + (stopped ? " (stopped)" : "");
    }
}
