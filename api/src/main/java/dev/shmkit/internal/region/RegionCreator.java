package dev.shmkit.internal.region;

import dev.shmkit.RegionExistsException;
import dev.shmkit.RegionOption;
import dev.shmkit.RegionSpaceException;
import dev.shmkit.ShmException;
import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.memory.MappedFile;
import dev.shmkit.internal.posix.Descriptor;
import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.internal.posix.Mapping;
import dev.shmkit.internal.space.AvailableMemory;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a region: complete before it has a name, so that no attacher ever sees half of one. A step that fails leaves no
 * file, mapping or descriptor.
 */
public final class RegionCreator {
    private static final int OPEN_TO_ALL = 0666;
    private static final int OWNER_ONLY = 0600;

    /** Below this, looking for the name first would cost more than it saves. */
    private static final long NOT_SMALL_BYTES = 1 << 20;

    /** The same for the free memory. */
    private static final long LARGE_BYTES = 64L << 20;

    private final RegionKey key;
    private final Path path;
    private final Set<RegionOption> options;
    private final boolean unnamedFirst;

    public RegionCreator(RegionKey key, Set<RegionOption> options) {
        this(key, options, true);
    }

    /**
     * For file systems with and without O_TMPFILE.
     *
     * @param unnamedFirst false to begin with the way that is otherwise taken when O_TMPFILE is refused
     */
    RegionCreator(RegionKey key, Set<RegionOption> options, boolean unnamedFirst) {
        this.key = key;
        this.path = key.creationPath();
        this.options = Set.copyOf(options);
        this.unnamedFirst = unnamedFirst;
    }

    /** Creates, maps, initialises and names the region. */
    public MappedFile create(long sizeBytes) {
        if (options.contains(RegionOption.RAW) && options.contains(RegionOption.ROBUST)) {
            throw new IllegalArgumentException(
                    "region \"%s\": a RAW region has no lock that could be ROBUST; leave one of the two away"
                            .formatted(key.text()));
        }
        long lengthBytes = lengthBytes(sizeBytes);
        if (lengthBytes >= NOT_SMALL_BYTES) {
            requireFreeName();
        }
        requireMemory(lengthBytes);
        if (unnamedFirst) {
            try (Partial partial = new Partial(Descriptor.createUnnamed(directory()))) {
                return partial.completeAndLink(lengthBytes);
            } catch (ErrnoException e) {
                if (e.errno() != Errno.EOPNOTSUPP && e.errno() != Errno.EISDIR) {
                    requireFreeName();
                    throw e.on(key.text(), "create", "opening its directory " + directory());
                }
            }
        }
        try (Partial partial = new Partial(Descriptor.createNamed(path.toString()))) {
            return partial.completeNamed(lengthBytes);
        } catch (ErrnoException e) {
            throw e.errno() == Errno.EEXIST ? taken() : e.on(key.text(), "create", "making " + path);
        }
    }

    private long lengthBytes(long sizeBytes) {
        RegionSize.require(key.text(), sizeBytes);
        return options.contains(RegionOption.RAW) ? sizeBytes : sizeBytes + RegionLayout.HEADER_BYTES;
    }

    /**
     * Naming the region refuses a taken name, too: this is to refuse it before much memory is reserved, and to say so where another
     * step fails. File, because Files would make an exception.
     */
    private void requireFreeName() {
        if (path.toFile().exists()) {
            throw taken();
        }
    }

    private ShmException taken() {
        try {
            FileStatus status = FileStatus.of(path.toString());
            if (!status.regular()) {
                return new RegionExistsException(
                        key.text(),
                        "create",
                        Errno.EEXIST,
                        "cannot create region \"%s\": %s is %s (EEXIST) and no region; use another key, or remove it by other means"
                                .formatted(key.text(), path, status.kindName()));
            }
        } catch (ErrnoException e) {
            // Gone again, or hidden: then it is told as what it was.
        }
        return Errno.exception(key.text(), "create", Errno.EEXIST, path.toString());
    }

    /** The kernel would rather kill processes than refuse a tmpfs page that fits its file system but not the memory. */
    private void requireMemory(long lengthBytes) {
        if (lengthBytes < LARGE_BYTES || !key.inMemory()) {
            return;
        }
        long availableBytes = AvailableMemory.bytes();
        if (lengthBytes > availableBytes) {
            throw new RegionSpaceException(
                    key.text(),
                    "create",
                    Errno.ENOSPC,
                    "cannot create region \"%s\": %d bytes are asked for, and %d are available to this process (ENOSPC); ask for less"
                            .formatted(key.text(), lengthBytes, availableBytes));
        }
    }

    private String directory() {
        return String.valueOf(path.getParent());
    }

    /** A region under construction: closing it without having finished removes every trace. */
    private final class Partial implements AutoCloseable {
        private final Descriptor descriptor;
        private @Nullable Mapping mapping;
        private boolean named;
        private boolean finished;

        Partial(Descriptor descriptor) {
            this.descriptor = descriptor;
        }

        MappedFile completeAndLink(long lengthBytes) {
            Mapping filled = fill(lengthBytes);
            setFinalPermissions();
            try {
                descriptor.link(path.toString());
                named = true;
            } catch (ErrnoException e) {
                throw e.errno() == Errno.EEXIST ? taken() : failed(e, "naming it " + path);
            }
            return finish(filled);
        }

        /** Opened to others only when complete: until then the file is the creator's alone. */
        MappedFile completeNamed(long lengthBytes) {
            named = true;
            Mapping filled = fill(lengthBytes);
            setFinalPermissions();
            return finish(filled);
        }

        private Mapping fill(long lengthBytes) {
            try {
                descriptor.allocate(lengthBytes);
                if (!options.contains(RegionOption.RAW)) {
                    descriptor.writeFront(NewHeader.bytes(robust()));
                }
                Mapping filled = Mapping.of(descriptor, lengthBytes, robust());
                mapping = filled;
                return filled;
            } catch (ErrnoException e) {
                throw failed(e, "reserving %d bytes in %s".formatted(lengthBytes, directory()));
            }
        }

        private boolean robust() {
            return options.contains(RegionOption.ROBUST);
        }

        private void setFinalPermissions() {
            try {
                descriptor.setPermissions(options.contains(RegionOption.SECURE) ? OWNER_ONLY : OPEN_TO_ALL);
            } catch (ErrnoException e) {
                throw failed(e, "setting its permissions");
            }
        }

        private ShmException failed(ErrnoException failure, String step) {
            if (!named) {
                requireFreeName();
            }
            return failure.on(key.text(), "create", step);
        }

        private MappedFile finish(Mapping filled) {
            try {
                FileStatus status = descriptor.status();
                finished = true;
                return new MappedFile(key.text(), path, descriptor, filled, status, robust());
            } catch (ErrnoException e) {
                throw e.on(key.text(), "create", "asking for the status of " + path);
            }
        }

        @Override
        public void close() {
            if (finished) {
                return;
            }
            if (mapping != null) {
                mapping.forget();
            }
            descriptor.close();
            if (named) {
                try {
                    Descriptor.unlink(path.toString());
                } catch (ErrnoException e) {
                    // Somebody else removed it: nothing is left behind, which is all that is wanted here.
                }
            }
        }
    }
}
