package dev.shmkit;

import com.sun.jna.Pointer;
import dev.shmkit.internal.errno.ErrnoException;
import dev.shmkit.internal.memory.MappedFile;
import dev.shmkit.internal.mutex.MutexSelfCheck;
import dev.shmkit.internal.posix.Platform;
import dev.shmkit.internal.region.CreatorNote;
import dev.shmkit.internal.region.Opening;
import dev.shmkit.internal.region.RegionAttacher;
import dev.shmkit.internal.region.RegionCreator;
import dev.shmkit.internal.region.RegionKey;
import dev.shmkit.internal.region.RegionLayout;
import dev.shmkit.internal.region.RegionListeners;
import dev.shmkit.internal.region.RegionRemover;
import dev.shmkit.internal.text.Counted;
import dev.shmkit.internal.text.Printable;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A named region of memory that several processes share, with a lock inside: {@code geopm::SharedMemory}, byte for byte.
 *
 * <p><b>Who closes.</b> Whoever created or attached the region closes it; a region that nobody can reach any more is closed
 * by a cleaner. {@link #close()} ends this process's use and leaves the name and the other processes alone;
 * {@link #unlink()} removes the name and leaves everybody's mapping alone. Only {@code unlink()} and
 * {@link RegionOption#TEMPORARY} remove names.
 *
 * <p><b>Threads.</b> All methods can be called from any thread. Data accesses are unsynchronised unless they are atomic (see
 * {@link AtomicData}) or the lock is held. A lock is released by the thread that took it.
 *
 * <p><b>Safety.</b> No use of this class crashes the JVM: accesses are checked, also after {@code close()}, and buffers and
 * pointers stay usable (reading zeros after {@code close()}) as long as the program can reach them.
 *
 * <p><b>Keys.</b> {@code "demo"} and {@code "/demo"} name the same shared memory key, which lives in
 * {@code /run/user/<uid>} when that directory exists, else in {@code /dev/shm}: GEOPM's rule. A key with another slash is a
 * file's path. Methods that take a key throw {@link IllegalArgumentException} for one that is empty, holds NUL, {@code .},
 * {@code ..} or a name over 255 bytes.
 */
public final class SharedMemory extends LockableData implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final AtomicLong OPENINGS = new AtomicLong();

    private final RegionInfo info;
    private final MappedFile file;
    private final int dataOffset;
    private final Cleaner.Cleanable opening;

    private SharedMemory(MappedFile file, RegionInfo info, boolean temporary) {
        super(info, file, new DataWindows(file.mapping(), RegionLayout.dataOffset(info.raw())));
        this.info = info;
        this.file = file;
        this.dataOffset = RegionLayout.dataOffset(info.raw());
        this.opening = CLEANER.register(this, new Opening(info, file, temporary));
    }

    private static ByteBuffer header(MappedFile file) {
        return file.mapping().view(0, RegionLayout.HEADER_BYTES);
    }

    /**
     * Creates a region that every user of the machine can open (mode 0666, whatever the umask).
     *
     * @param key the region's name, see above
     * @param size bytes of data, at least 1; they begin as zeros
     * @return the region, with this process as its owner
     * @throws IllegalArgumentException when the size is below 1 or more than a file can have, or for a malformed key
     * @throws RegionExistsException when the key is taken
     * @throws RegionSpaceException when there is no room for it; nothing is left behind
     * @throws RegionAccessException when the directory does not permit it
     * @throws ShmException when another step fails, or on a system that shmkit does not run on
     */
    public static SharedMemory create(String key, long size) {
        return create(key, size, new RegionOption[0]);
    }

    /**
     * Creates a region that only processes of the same user can open (mode 0600).
     *
     * @param key the region's name, see above
     * @param size bytes of data, at least 1; they begin as zeros
     * @return the region, with this process as its owner
     * @throws IllegalArgumentException as for {@link #create(String, long)}
     * @throws ShmException as for {@link #create(String, long)}
     */
    public static SharedMemory createSecure(String key, long size) {
        return create(key, size, RegionOption.SECURE);
    }

    /**
     * Creates a region with options.
     *
     * @param key the region's name, see above
     * @param size bytes of data, at least 1; they begin as zeros
     * @param options any of them, see {@link RegionOption}
     * @return the region, with this process as its owner
     * @throws IllegalArgumentException as for {@link #create(String, long)}; or for {@link RegionOption#RAW} with {@link RegionOption#ROBUST}
     * @throws ShmException as for {@link #create(String, long)}
     */
    public static SharedMemory create(String key, long size, RegionOption... options) {
        Platform.require(key, "create");
        MutexSelfCheck.requireUsable();
        RegionKey regionKey = RegionKey.parse(key);
        Set<RegionOption> set = EnumSet.noneOf(RegionOption.class);
        set.addAll(List.of(options));
        MappedFile file = new RegionCreator(regionKey, set).create(size);
        return open(regionKey, file, RegionInfo.Role.OWNER, set);
    }

    /**
     * Attaches to a region, waiting until it exists and is complete: its name, its size and its mutex.
     *
     * @param key the region's name, see above; {@code /run/user/<uid>} is looked at before {@code /dev/shm}
     * @param timeout how long to wait; {@link Duration#ZERO} tries once
     * @return the region, with this process as a user
     * @throws RegionNotFoundException when the timeout is zero and nothing is there
     * @throws AttachTimeoutException when nothing complete is there at the end of the timeout
     * @throws RegionAccessException when the region does not permit reading and writing; at once
     * @throws RegionSpaceException when there is no memory, or no mapping left, to map it (ENOMEM); at once
     * @throws ShmException when the key names a directory, a symbolic link or another thing that is no file, at once; the waiting
     *     thread is interrupted; another step fails, or on a system that shmkit does not run on
     */
    public static SharedMemory attach(String key, Duration timeout) {
        return attach(key, timeout, false);
    }

    /**
     * Attaches to any file as a region without a lock: data begin at its first byte. For regions made by Python's
     * {@code multiprocessing.shared_memory}, by {@code shm_open} programs, or with {@link RegionOption#RAW}.
     *
     * @param key the file's name, see above
     * @return the region, with this process as a user
     * @throws ShmException as for {@link #attach(String, Duration)} with a timeout of zero
     */
    public static SharedMemory attachRaw(String key) {
        return attach(key, Duration.ZERO, true);
    }

    /**
     * Attaches to any file as a region without a lock, waiting until it exists and has at least one byte.
     *
     * @param key the file's name, see above
     * @param timeout how long to wait; {@link Duration#ZERO} tries once
     * @return the region, with this process as a user
     * @throws ShmException as for {@link #attach(String, Duration)}
     */
    public static SharedMemory attachRaw(String key, Duration timeout) {
        return attach(key, timeout, true);
    }

    private static SharedMemory attach(String key, Duration timeout, boolean raw) {
        Platform.require(key, "attach");
        MutexSelfCheck.requireUsable();
        RegionKey regionKey = RegionKey.parse(key);
        MappedFile file = new RegionAttacher(regionKey, raw).attach(timeout);
        Set<RegionOption> options = raw ? EnumSet.of(RegionOption.RAW) : EnumSet.noneOf(RegionOption.class);
        return open(regionKey, file, RegionInfo.Role.USER, options);
    }

    private static SharedMemory open(RegionKey key, MappedFile file, RegionInfo.Role role, Set<RegionOption> options) {
        boolean raw = options.contains(RegionOption.RAW);
        long sizeBytes = file.mapping().lengthBytes() - RegionLayout.dataOffset(raw);
        RegionInfo info = new RegionInfo(
                OPENINGS.incrementAndGet(),
                key.text(),
                key.name(),
                file.path(),
                file.status().inode(),
                sizeBytes,
                role,
                raw,
                file.robust());
        SharedMemory region = new SharedMemory(file, info, options.contains(RegionOption.TEMPORARY));
        RegionListeners.publish(listener -> listener.opened(region));
        return region;
    }

    /**
     * Removes a region's name without opening it. Every process that maps the region keeps it.
     *
     * @param key the region's name, see above
     * @throws RegionNotFoundException when nothing has this name
     * @throws RegionAccessException when the directory does not permit it
     * @throws ShmException when the name is not a region's: a directory, a symbolic link, or a file outside the directories
     *     for shared memory that does not begin with a region's mutex
     */
    public static void unlink(String key) {
        Platform.require(key, "unlink");
        RegionRemover.remove(RegionKey.parse(key));
    }

    /**
     * Gives the unchanging facts of this opening. Works after {@code close()}, too.
     *
     * @return key, path, size, role
     */
    public RegionInfo info() {
        return info;
    }

    /**
     * Tells where the region's file is, or was before it was unlinked.
     *
     * @return an absolute path
     */
    public Path path() {
        return info.path();
    }

    /**
     * Gives the address of the first data byte, for native code. The memory stays mapped as long as the pointer, or one
     * made from it, is reachable. JNA's accesses through it are checked like those of {@link #buffer()}, against all that is
     * mapped: the header is at −64. The native code that it is given to must respect the bounds itself. Where another process
     * has truncated the file, native code finds zeros that are this process's alone, and no error tells it so:
     * {@link #requireWhole()} does.
     *
     * @return a JNA pointer
     * @throws IllegalStateException after {@code close()}
     */
    public Pointer pointer() {
        requireOpen();
        return file.mapping().pointer(dataOffset);
    }

    /**
     * Gives a view of all data in native byte order, with a position and limit of its own. When another process has truncated
     * the file, accesses raise the JDK's {@link InternalError}, not {@link RegionTruncatedException}; hot loops may do so once
     * for each page or never, and find zeros there afterwards, and checksums and comparisons of whole buffers find zeros from the
     * start: {@link #requireWhole()} and the lock tell.
     *
     * @return a direct buffer; after {@code close()} it reads zeros, and writing to it reaches nobody
     * @throws IllegalStateException when the region is larger than 2 GiB − 1, which no buffer can be, or after {@code close()}
     */
    public ByteBuffer buffer() {
        requireOpen();
        if (size() > Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "region \"%s\" has %d bytes, more than one buffer can hold; use buffer(offset, length)"
                            .formatted(key(), size()));
        }
        return file.mapping().view(dataOffset, (int) size());
    }

    /**
     * Gives a view of some of the data in native byte order.
     *
     * @param offset the first byte
     * @param length how many bytes, 0 to 2 GiB − 1
     * @return a direct buffer, as for {@link #buffer()}
     * @throws IndexOutOfBoundsException when the part is not inside the region
     * @throws IllegalStateException after {@code close()}
     */
    public ByteBuffer buffer(long offset, int length) {
        requireInside(offset, length);
        return file.mapping().view(dataOffset + offset, length);
    }

    /**
     * Tells which process created the region, as its header says.
     *
     * @return a pid, −1 when unknown: the region is raw, or was not created by shmkit
     * @throws IllegalStateException after {@code close()}
     */
    public long creatorPid() {
        requireOpen();
        if (info.raw() || !file.whole()) {
            return -1;
        }
        return CreatorNote.pid(header(file));
    }

    /**
     * Asks for the file's owner and permissions as they are now.
     *
     * @return a snapshot
     * @throws IllegalStateException after {@code close()}
     */
    public RegionAttributes attributes() {
        requireOpen();
        try {
            return file.currentStatus("inspect").attributes();
        } catch (ShmException e) {
            // Another thread may have closed the region just now.
            requireOpen();
            throw e;
        }
    }

    /**
     * Makes sure that no process has truncated the file, with one system call. Reads raise that by themselves, but on JDK 17
     * compiled code does so late, and what was cut off within the last page reads as zeros.
     *
     * @throws RegionTruncatedException when the file is shorter than the region
     * @throws IllegalStateException after {@code close()}
     */
    public void requireWhole() {
        requireOpen();
        requireWhole("inspect");
    }

    /**
     * Tells whether others can still find the region, with one system call.
     *
     * @return false once its name was removed, by whomever, or names another file
     * @throws IllegalStateException after {@code close()}
     */
    public boolean hasName() {
        requireOpen();
        return file.named();
    }

    /**
     * Removes the region's name. The memory stays with every process that maps it, this one included, until it closes.
     *
     * @throws RegionNotFoundException when the name is gone, or names another file by now
     * @throws RegionAccessException when the directory does not permit it
     * @throws IllegalStateException after {@code close()}; {@link #unlink(String)} works then
     */
    public void unlink() {
        requireOpen();
        file.unlink();
        RegionListeners.publish(listener -> listener.unlinked(info));
    }

    /**
     * Gives the region's file to another user and group, see fchown(2).
     *
     * @param uid the user's number, −1 to leave it; numbers from 2³¹ on are negative ints
     * @param gid the group's number, −1 to leave it
     * @throws RegionAccessException when this process may not (EPERM)
     * @throws IllegalStateException after {@code close()}
     */
    public void chown(int uid, int gid) {
        requireOpen();
        try {
            file.descriptor().setOwner(uid, gid);
        } catch (ErrnoException e) {
            requireOpen();
            throw e.on(key(), "chown", "giving it to %d:%d".formatted(uid, gid));
        }
    }

    /**
     * Ends this process's use of the region: its pages are given back at once, and every later access throws. The name, and
     * other processes, are left alone. Closing again does nothing.
     *
     * @throws IllegalStateException while a thread of this process holds the region's lock through this object, or waits
     *     for it
     */
    @Override
    public synchronized void close() {
        if (isOpen()) {
            shutDownLock();
            file.mapping().forget();
            opening.clean();
        }
    }

    /**
     * Tells whether the region can be used. A loop that asks sees another thread's {@code close()} at once.
     *
     * @return false after {@code close()}
     */
    public boolean isOpen() {
        return open();
    }

    @Override
    public String toString() {
        String state = isOpen() ? "" : ", closed";
        return "%s (%s, %s%s)"
                .formatted(Printable.shortened(info.name(), 60), Counted.of(size(), "byte"), info.role(), state);
    }

    @Override
    SharedMemory self() {
        return this;
    }
}
