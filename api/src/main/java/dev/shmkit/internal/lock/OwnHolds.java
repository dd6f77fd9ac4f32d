package dev.shmkit.internal.lock;

import dev.shmkit.LockHolder;
import dev.shmkit.LockState;
import dev.shmkit.internal.posix.FileStatus;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What only a JVM knows of the locks that its own threads hold. The kernel keeps 15 bytes of a thread's name and knows nothing of
 * virtual threads; and whether a thread that computes has given a lock back and taken it again shows outside only to who may use
 * debug registers. Thread-safe.
 */
public final class OwnHolds {
    private static final long OWN_PID = ProcessHandle.current().pid();

    /** The openings of this JVM, each with its file. */
    private static final Map<Holding, String> OPENINGS = Collections.synchronizedMap(new WeakHashMap<>());

    private OwnHolds() {}

    /**
     * A hold. When two looks at a file get equal ones, the lock was held all the while in between; but for the nanoseconds in which
     * a thread has signed for a lock and not counted it yet.
     *
     * @param opening tells the openings of a file apart
     * @param tid the holder's, as the lock's words show it
     * @param acquisition counts through that opening
     */
    public record Hold(int opening, long tid, long acquisition) {}

    /** A thread that ended with a lock, which somebody else recovered, holds it as far as its own opening knows. */
    private record Claim(Hold hold, boolean alive) {
        /** The one that can be true; neither when both can. */
        static @Nullable Claim likelier(Claim one, Claim other) {
            if (one.alive == other.alive) {
                return null;
            }
            return one.alive ? one : other;
        }
    }

    static void opened(Holding holding, FileStatus file) {
        OPENINGS.put(holding, file.id());
    }

    static void closed(Holding holding) {
        OPENINGS.remove(holding);
    }

    /** All of them at this moment, by their file's {@link FileStatus#id}. */
    public static Map<String, Hold> now() {
        Map<String, Claim> claims = new HashMap<>();
        synchronized (OPENINGS) {
            OPENINGS.forEach((holding, fileId) -> {
                @Nullable LockingThread holder = holding.holder();
                if (holder != null) {
                    // Counted after the holder was seen: a hold that began since has another number.
                    Hold hold = new Hold(System.identityHashCode(holding), holder.tid, holding.acquisitions());
                    claims.merge(fileId, new Claim(hold, holder.thread.isAlive()), Claim::likelier);
                }
            });
        }
        Map<String, Hold> holds = new HashMap<>();
        claims.forEach((fileId, claim) -> holds.put(fileId, claim.hold));
        return holds;
    }

    /** Gives a holder the name that Java has for it, when it is a thread of this JVM, through whatever opening it took the lock. */
    static LockState named(LockState seen, FileStatus file) {
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
                : new LockHolder(seen.pid(), seen.tid(), seen.process(), thread.getName(), seen.uid(), seen.stopped());
    }
}
