package dev.shmkit.host;

import dev.shmkit.internal.text.Who;

/**
 * A process that maps a region, as {@code /proc} describes it. Immutable and thread-safe.
 *
 * @param pid its process id
 * @param process its name ({@code comm}, at most 15 characters); empty when it ended while it was looked at
 * @param uid the user it runs as, −1 when that cannot be told
 * @param stopped true when a signal such as SIGSTOP, or a debugger, has stopped it
 */
public record RegionMapper(long pid, String process, int uid, boolean stopped) {
    @Override
    public String toString() {
        return Who.process(process, pid) + (stopped ? " (stopped)" : "");
    }
}
