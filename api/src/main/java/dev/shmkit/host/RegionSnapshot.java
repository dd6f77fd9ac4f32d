package dev.shmkit.host;

import java.time.Instant;
import java.util.List;

/**
 * A region and everybody who has to do with it, as they looked at one moment. Immutable and thread-safe.
 *
 * @param summary key, path, format, size, owner, permissions and lock
 * @param residentBytes what the file takes in memory, or on disk
 * @param fileId the file's device and number, by which it is known as long as it exists, whatever happens to its name, owner
 *     or mode
 * @param created when the file was made; where the file system does not keep that, when its owner, mode or name last changed
 * @param creator what became of the process that created it
 * @param mappers the processes that map it, by pid; those that hide their mappings are missing, see
 *     {@link HostSnapshot#hiddenProcesses()}
 * @param waiters the threads that wait for its lock
 * @param usage whether it still is of use to anybody
 */
public record RegionSnapshot(
        RegionSummary summary,
        long residentBytes,
        String fileId,
        Instant created,
        Creator creator,
        List<RegionMapper> mappers,
        List<RegionWaiter> waiters,
        Usage usage) {
    /** What became of the process that created a region. */
    public enum Creator {
        /** It runs. */
        ALIVE,
        /** It has ended, or its pid is another process's by now. */
        GONE,
        /** The region does not tell who created it: it was not shmkit. */
        UNKNOWN,
        /** Permissions hide whether it runs. */
        HIDDEN
    }

    /** Whether a region still is of use to anybody. */
    public enum Usage {
        /** A process maps it. */
        MAPPED,
        /** No process maps it; its creator lives or is not known, or a thread that lives holds its lock. */
        UNMAPPED,
        /** As unmapped, but some processes hide their mappings, or live outside of our container: one of them may map it. */
        HIDDEN,
        /** Its creator is gone, and no process maps it. */
        ORPHAN,
        /** Its creator is gone, and no process is seen to map it; but some hide, see {@link #HIDDEN}. */
        POSSIBLE_ORPHAN
    }

    /**
     * Gives the key.
     *
     * @return what to attach with
     */
    public String key() {
        return summary.key();
    }

    @Override
    public String toString() {
        return "%s: mapped by %s, waited for by %s, %s".formatted(summary, mappers, waiters, usage);
    }
}
