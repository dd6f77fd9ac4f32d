package dev.shmkit.internal.host;

import dev.shmkit.LockHolder;
import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.internal.proc.FileBytes;
import dev.shmkit.internal.proc.MappedFiles;
import dev.shmkit.internal.proc.MappedFiles.Range;
import dev.shmkit.internal.proc.ProcThread;
import dev.shmkit.internal.proc.ProcessGoneException;
import dev.shmkit.internal.proc.ProcessStart;
import dev.shmkit.internal.proc.VirtualThreads;
import java.io.IOException;
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
    /** A thread that carries virtual ones ends when it has had none for half a minute: none comes and goes unseen in this time. */
    private static final long LONGEST_UNSEEN_NANOS = 10_000_000_000L;

    private final LockHolder holder;
    private final MappedFiles<Path> file;
    private final List<Range<Path>> mappings;
    private final List<Writer> writers;
    private final List<WriteWatch> watches = new ArrayList<>(1);
    private long seenNanos = System.nanoTime();

    /** A thread that can give the lock back. When it started tells it from another one of its number. */
    private record Writer(long tid, long startTicks) {
        static Writer of(long tid) throws IOException, ProcessGoneException {
            return new Writer(tid, ProcessStart.ticks(tid));
        }
    }

    private HoldWatch(LockHolder holder, MappedFiles<Path> file, FileBytes reader)
            throws ErrnoException, IOException, ProcessGoneException {
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
     * @param most how many file descriptors this may take
     * @return empty where nobody can tell: it is not permitted, debug registers or descriptors are too few, the file is not mapped
     */
    public static Optional<HoldWatch> begin(LockHolder holder, Path path, String fileId, FileBytes reader, int most) {
        if (!WriteWatch.works()) {
            return Optional.empty();
        }
        MappedFiles<Path> file = new MappedFiles<>();
        try {
            FileStatus status = FileStatus.of(path.toString());
            file.add(path, status, path.toString());
            HoldWatch watch = new HoldWatch(holder, file, reader);
            boolean few = watch.writers.size() * watch.mappings.size() <= most;
            return few && status.id().equals(fileId) && watch.start() ? Optional.of(watch) : Optional.empty();
        } catch (ErrnoException | IOException | ProcessGoneException e) {
            return Optional.empty();
        }
    }

    /** The mappings that show the file's first word, which is the lock's. */
    private List<Range<Path>> fronts(FileBytes reader) throws ErrnoException {
        return file.of(holder.tid(), reader).stream()
                .filter(range -> range.fileOffset() == 0)
                .toList();
    }

    private boolean virtual() {
        return holder.thread().equals(VirtualThreads.SIGNER);
    }

    private List<Writer> writers() throws IOException, ProcessGoneException {
        List<Writer> found = new ArrayList<>(1);
        for (long tid : virtual() ? ProcThread.ofProcess(holder.tid()) : List.of(holder.tid())) {
            found.add(Writer.of(tid));
        }
        return found;
    }

    /** False, and nothing is watched, unless all can be. */
    private boolean start() {
        boolean started = false;
        try {
            for (Range<Path> mapping : mappings) {
                for (Writer writer : writers) {
                    watches.add(WriteWatch.begin(writer.tid(), mapping.start()));
                }
            }
            started = !watches.isEmpty();
            return started;
        } catch (ErrnoException e) {
            return false;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    /** How many file descriptors it takes. */
    public int descriptors() {
        return watches.size();
    }

    /** True when the holder, if it holds the lock now, has surely held it since the watch began. */
    public boolean kept(FileBytes reader) {
        long unseenNanos = System.nanoTime() - seenNanos;
        seenNanos += unseenNanos;
        try {
            return (!virtual() || unseenNanos < LONGEST_UNSEEN_NANOS)
                    && watches.stream().allMatch(WriteWatch::untouched)
                    && fronts(reader).equals(mappings)
                    && writers().equals(writers);
        } catch (ErrnoException | IOException | ProcessGoneException e) {
            return false;
        }
    }

    @Override
    public void close() {
        watches.forEach(WriteWatch::close);
    }
}
