package dev.shmkit.internal.region;

import dev.shmkit.RegionInfo;
import dev.shmkit.ShmException;
import dev.shmkit.internal.memory.MappedFile;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What must be given back when an opening ends, by whichever comes first: {@code close()}, the cleaner, or for temporary
 * regions the end of the JVM. Does not refer to the region itself, so that the region can become unreachable.
 */
public final class Opening implements Runnable {
    private static final Set<Opening> TEMPORARY = ConcurrentHashMap.newKeySet();

    private final RegionInfo info;
    private final MappedFile file;
    private final boolean temporary;
    private final AtomicBoolean ended = new AtomicBoolean();

    public Opening(RegionInfo info, MappedFile file, boolean temporary) {
        this.info = info;
        this.file = file;
        this.temporary = temporary;
        if (temporary) {
            AtExit.arm();
            TEMPORARY.add(this);
        }
    }

    /** Ends the opening; the second and later calls do nothing. The memory stays mapped. */
    @Override
    public void run() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        if (temporary) {
            TEMPORARY.remove(this);
            unlinkQuietly();
        }
        file.closeDescriptor();
        RegionListeners.publish(listener -> listener.closed(info));
    }

    private void unlinkQuietly() {
        try {
            file.unlink();
            RegionListeners.publish(listener -> listener.unlinked(info));
        } catch (ShmException e) {
            // Gone already, which is what was wanted; or not permitted any more (EACCES, EPERM), where the name stays:
            // who closes,
            // or ends, has nothing to do about it.
        }
    }

    /** Removes the names of temporary regions when the JVM ends; made only once there is one. */
    private static final class AtExit {
        static {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> TEMPORARY.forEach(Opening::unlinkQuietly), "shmkit-temporary"));
        }

        static void arm() {}
    }
}
