package dev.shmkit.internal.lock;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState;
import dev.shmkit.internal.posix.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * Gives a lock's holder the name that Java has for it, when it is a thread of this JVM: the kernel keeps 15 bytes of a name, and
 * knows nothing of virtual threads. Through whatever opening the thread took the lock.
 */
final class HolderNames {
    private static final long OWN_PID = ProcessHandle.current().pid();

    private HolderNames() {}

    static LockState in(LockState seen, FileStatus file) {
        return new LockState(seen.state(), seen.holder().map(holder -> named(holder, file)));
    }

    private static LockHolder named(LockHolder seen, FileStatus file) {
        if (seen.pid() != OWN_PID) {
            return seen;
        }
        @Nullable Thread virtual = VirtualHolders.holder(file);
        boolean byVirtual = virtual != null && seen.tid() == VirtualHolders.tid();
        @Nullable Thread thread = byVirtual ? virtual : LockingThread.withTid(seen.tid());
        return thread == null
                ? seen
                : new LockHolder(seen.pid(), seen.tid(), seen.process(), thread.getName(), seen.uid());
    }
}
