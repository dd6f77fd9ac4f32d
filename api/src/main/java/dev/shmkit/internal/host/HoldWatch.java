package dev.shmkit.internal.host;

import dev.shmkit.LockHolder;
import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.internal.proc.FileBytes;
import dev.shmkit.internal.proc.MappedFiles;
import dev.shmkit.internal.proc.MappedFiles.Range;
import dev.shmkit.internal.proc.ProcThread;
import dev.shmkit.internal.proc.VirtualThreads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a holder that computes has kept a lock all the while. Whoever takes or gives back a lock writes to its first word, and
 * a thread can do that only where its process maps it: one that wrote to none of these places, and holds the lock, has held it.
 * Of a JVM whose virtual threads sign with one kernel thread, all threads are watched: any of them may carry the holder.
 *
 * <pre>
 *  the holder's process   ┌──────┬───────┬───
 *  7f5c1a000000           │ lock │ count │ …     a WriteWatch
 *                         └──────┴───────┴───
 *  7f5c2b000000           the same, mapped again   another
 * </pre>
 *
 * <p>Not thread-safe; whoever begins it closes it.
 */
public final class HoldWatch implements AutoCloseable {
    /** Threads times mappings: each takes a file descriptor. */
    private static final int MOST_WATCHES = 128;

    private final LockHolder holder;
    private final MappedFiles<Path> file;
    private final List<Range<Path>> mappings;
    private final List<Long> writers;
    private final List<WriteWatch> watches = new ArrayList<>(1);

    private HoldWatch(LockHolder holder, MappedFiles<Path> file, FileBytes reader) throws ErrnoException {
        this.holder = holder;
        this.file = file;
        this.mappings = fronts(reader);
        this.writers = writers();
    }

    /**
     * Begins to watch.
     *
     * @param holder who holds the lock
     * @param path of the region
     * @param fileId which file that is
     * @return empty where nobody can tell: it is not permitted, the debug registers are in use, the process does not map the file
     */
    public static Optional<HoldWatch> begin(LockHolder holder, Path path, String fileId, FileBytes reader) {
        MappedFiles<Path> file = new MappedFiles<>();
        try {
            FileStatus status = FileStatus.of(path.toString());
            file.add(path, status, path.toString());
            HoldWatch watch = new HoldWatch(holder, file, reader);
            boolean few = watch.writers.size() * watch.mappings.size() <= MOST_WATCHES;
            return few && status.id().equals(fileId) && watch.start() ? Optional.of(watch) : Optional.empty();
        } catch (ErrnoException e) {
            return Optional.empty();
        }
    }

    /** The mappings that show the file's first word. */
    private List<Range<Path>> fronts(FileBytes reader) throws ErrnoException {
        return file.of(holder.tid(), reader).stream()
                .filter(range -> range.fileOffset() == 0)
                .toList();
    }

    /** The threads that can give the lock back. */
    private List<Long> writers() {
        boolean virtual = holder.thread().equals(VirtualThreads.SIGNER);
        return virtual ? ProcThread.ofProcess(holder.tid()) : List.of(holder.tid());
    }

    /** False, and nothing is watched, unless all can be. */
    private boolean start() {
        try {
            for (Range<Path> mapping : mappings) {
                for (long tid : writers) {
                    watches.add(WriteWatch.begin(tid, mapping.start()));
                }
            }
            return !watches.isEmpty();
        } catch (ErrnoException e) {
            close();
            return false;
        }
    }

    /** True when the holder, if it holds the lock now, has surely held it since the watch began. */
    public boolean kept(FileBytes reader) {
        try {
            return watches.stream().allMatch(WriteWatch::untouched)
                    && fronts(reader).equals(mappings)
                    && writers().equals(writers);
        } catch (ErrnoException e) {
            return false;
        }
    }

    @Override
    public void close() {
        watches.forEach(WriteWatch::close);
    }
}
