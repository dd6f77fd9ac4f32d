package dev.shmkit.internal.region;

import dev.shmkit.AttachTimeoutException;
import dev.shmkit.RegionNotFoundException;
import dev.shmkit.ShmException;
import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.memory.MappedFile;
import dev.shmkit.internal.mutex.MutexWords;
import dev.shmkit.internal.posix.Descriptor;
import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.internal.posix.Mapping;
import dev.shmkit.internal.text.Counted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Attaches to a region that exists, or waits until one does: with its name, its size and an initialised mutex. GEOPM names
 * the file first, then sizes it, then initialises the mutex, so each step can be seen missing.
 */
public final class RegionAttacher {
    private static final long FIRST_PAUSE_NANOS = 100_000;
    private static final long LONGEST_PAUSE_NANOS = 10_000_000;

    private final RegionKey key;
    private final boolean raw;

    /** What was missing at the last attempt. */
    private String missing = "";

    private boolean absent;

    public RegionAttacher(RegionKey key, boolean raw) {
        this.key = key;
        this.raw = raw;
    }

    /** Tries at once and, with pauses that grow, until the timeout is over. */
    public MappedFile attach(Duration timeout) {
        long started = System.nanoTime();
        long patienceNanos = Math.max(0, TimeUnit.NANOSECONDS.convert(timeout));
        long pauseNanos = FIRST_PAUSE_NANOS;
        while (true) {
            @Nullable MappedFile file = attempt();
            if (file != null) {
                return file;
            }
            long leftNanos = patienceNanos - (System.nanoTime() - started);
            if (leftNanos <= 0) {
                throw gaveUp(timeout, System.nanoTime() - started);
            }
            LockSupport.parkNanos(Math.min(pauseNanos, leftNanos));
            if (Thread.currentThread().isInterrupted()) {
                throw new ShmException(
                        key.text(),
                        "attach",
                        Errno.EINTR,
                        "cannot attach region \"%s\": the thread was interrupted while it waited; attach again if that was not meant"
                                .formatted(key.text()));
            }
            pauseNanos = Math.min(pauseNanos * 2, LONGEST_PAUSE_NANOS);
        }
    }

    private @Nullable MappedFile attempt() {
        absent = false;
        for (Path path : key.candidates()) {
            try {
                return open(path);
            } catch (ErrnoException e) {
                if (e.errno() != Errno.ENOENT) {
                    throw e.on(key.text(), "attach", path.toString());
                }
            }
        }
        absent = true;
        missing = key.places() + (key.candidates().size() == 1 ? " does not exist" : " do not exist");
        return null;
    }

    private @Nullable MappedFile open(Path path) throws ErrnoException {
        Descriptor descriptor = Descriptor.openExisting(path.toString());
        @Nullable MappedFile file = null;
        try {
            file = map(path, descriptor);
            return file;
        } finally {
            if (file == null) {
                descriptor.close();
            }
        }
    }

    private @Nullable MappedFile map(Path path, Descriptor descriptor) throws ErrnoException {
        FileStatus status = descriptor.status();
        if (!status.regular()) {
            throw new ShmException(
                    key.text(),
                    "attach",
                    0,
                    "cannot attach region \"%s\": %s is %s; only a regular file can be a region; use another key, or remove it by other means"
                            .formatted(key.text(), path, status.kindName()));
        }
        long leastBytes = raw ? 1 : RegionLayout.HEADER_BYTES + 1;
        if (status.sizeBytes() < leastBytes) {
            missing = raw
                    ? "%s is empty, so that there is nothing to map; give it a length first".formatted(path)
                    : "%s has %s, too few for a region (at least %d); if it is an ordinary file, use attachRaw(), in the DSL raw()"
                            .formatted(path, Counted.of(status.sizeBytes(), "byte"), leastBytes);
            return null;
        }
        // Read before anything is mapped: a page that is never touched costs no fault here and no shootdown at the end.
        byte[] words = new byte[MutexWords.BYTES];
        if (!raw) {
            descriptor.readFront(words);
        }
        if (!raw && !MutexWords.initialised(words)) {
            missing = "%s has no initialised mutex; if it is an ordinary file, use attachRaw(), in the DSL raw()"
                    .formatted(path);
            return null;
        }
        boolean robust = MutexWords.robust(words);
        Mapping mapping = Mapping.of(descriptor, status.sizeBytes(), robust);
        return new MappedFile(key.text(), path, descriptor, mapping, status, robust);
    }

    private ShmException gaveUp(Duration timeout, long waitedNanos) {
        if (absent && (timeout.isZero() || timeout.isNegative())) {
            return new RegionNotFoundException(
                    key.text(),
                    "attach",
                    Errno.ENOENT,
                    "cannot attach region \"%s\": %s; create it first, or attach with a timeout to wait for it"
                            .formatted(key.text(), missing));
        }
        return new AttachTimeoutException(
                key.text(),
                "attach",
                0,
                "cannot attach region \"%s\": waited %d ms and %s%s"
                        .formatted(
                                key.text(),
                                waitedNanos / 1_000_000,
                                missing,
                                absent ? "; create it first, or wait longer" : ""));
    }
}
