package dev.shmkit.internal.lock;

import dev.shmkit.LockState;
import dev.shmkit.LockState.State;
import dev.shmkit.internal.posix.FileStatus;
import dev.shmkit.internal.posix.Kernel;
import dev.shmkit.internal.proc.VirtualThreads;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The virtual threads of this JVM that hold locks. They have no kernel thread of their own: the lock's words show for all of
 * them the one thread below, and which of them it is, is known only here.
 */
final class VirtualHolders {
    private static final Map<FileId, Thread> HOLDERS = new ConcurrentHashMap<>();

    private VirtualHolders() {}

    private record FileId(int major, int minor, long inode) {
        FileId(FileStatus file) {
            this(file.major(), file.minor(), file.inode());
        }
    }

    /** A kernel thread that lives as long as the JVM and locks nothing itself, so that no platform thread is mistaken for it. */
    private static final class Signer extends Thread {
        static final Signer STARTED = started();

        private final CompletableFuture<Integer> tid = new CompletableFuture<>();

        private Signer() {
            super(VirtualThreads.SIGNER);
        }

        private static Signer started() {
            Signer signer = new Signer();
            signer.setDaemon(true);
            signer.setContextClassLoader(null);
            signer.start();
            return signer;
        }

        @Override
        public void run() {
            tid.complete(Kernel.threadId());
            while (true) {
                LockSupport.park();
            }
        }
    }

    /** What virtual threads sign with. */
    static int tid() {
        return Signer.STARTED.tid.join();
    }

    static void took(FileStatus file, Thread thread) {
        HOLDERS.put(new FileId(file), thread);
    }

    /** A thread took the lock over from a holder that may have been a virtual thread. */
    static void inherited(FileStatus file, LockingThread self) {
        if (self.virtual) {
            took(file, self.thread);
        } else {
            HOLDERS.remove(new FileId(file));
        }
    }

    static void givesBack(FileStatus file, Thread thread) {
        HOLDERS.remove(new FileId(file), thread);
    }

    /** Tells whether a thread holds the lock in a file, through whatever opening. */
    static boolean holds(FileStatus file, Thread thread) {
        return HOLDERS.get(new FileId(file)) == thread;
    }

    /** The virtual thread that holds the lock in a file, if one does. */
    static @Nullable Thread holder(FileStatus file) {
        return HOLDERS.get(new FileId(file));
    }

    /** A lock that looks held, while the virtual thread that took it has ended, is abandoned. */
    static LockState judge(LockState seen, FileStatus file) {
        if (HOLDERS.isEmpty() || seen.state() != State.HELD) {
            return seen;
        }
        @Nullable Thread holder = HOLDERS.get(new FileId(file));
        boolean ended = holder != null
                && !holder.isAlive()
                && seen.holder().filter(shown -> shown.tid() == tid()).isPresent();
        return ended ? new LockState(State.ABANDONED, seen.holder()) : seen;
    }
}
