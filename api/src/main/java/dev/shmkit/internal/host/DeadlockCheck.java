package dev.shmkit.internal.host;

import dev.shmkit.host.RegionWaiter;
import dev.shmkit.internal.mutex.MutexWords;
import dev.shmkit.internal.proc.FileBytes;
import dev.shmkit.internal.proc.ProcThread;
import dev.shmkit.internal.proc.ThreadWait;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks again at a circle of waits, whose parts were seen one after the other and may never have been there together.
 *
 * <p>A thread that is in the same {@linkplain ThreadSleep sleep} before and after, and waits for the same lock both times, has
 * slept all the while. When that holds for every thread of the circle, and each lock had its holder in between, there was a
 * moment at which all of it was true; and nobody of them can end it. A wait in slices gives no such proof: it is believed
 * when it is seen at every look.
 */
public final class DeadlockCheck {
    private static final int LOOKS = 5;
    private static final int TRIES_A_LOOK = 4;
    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long BETWEEN_TRIES_NANOS = TimeUnit.MICROSECONDS.toNanos(300);

    private final FileBytes reader;

    public DeadlockCheck(FileBytes reader) {
        this.reader = reader;
    }

    public boolean confirms(List<WaitForGraph.Edge> circle) {
        List<Long> before = circle.stream().map(this::sleep).toList();
        for (int i = 0; i < LOOKS; i++) {
            if (i > 0) {
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
            for (WaitForGraph.Edge edge : circle) {
                if (!stillThere(edge)) {
                    return false;
                }
            }
        }
        for (int i = 0; i < circle.size(); i++) {
            boolean timed = circle.get(i).waiting().waiter().timed();
            if (!timed && !sleptOn(before.get(i), sleep(circle.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sleptOn(long before, long now) {
        return before != ThreadSleep.NONE && before == now;
    }

    /** A thread that looks at its lock between two parts of its sleep is soon back. */
    private long sleep(WaitForGraph.Edge edge) {
        long sleep = ThreadSleep.of(edge.from(), reader);
        for (int i = 1; sleep == ThreadSleep.NONE && i < TRIES_A_LOOK; i++) {
            LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
            sleep = ThreadSleep.of(edge.from(), reader);
        }
        return sleep;
    }

    /** A wait in slices is not there for some microseconds between two of them. */
    private boolean stillThere(WaitForGraph.Edge edge) {
        for (int i = 0; i < TRIES_A_LOOK; i++) {
            if (!stillHeld(edge)) {
                return false;
            }
            if (stillWaits(edge)) {
                return true;
            }
            LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
        }
        return false;
    }

    private boolean stillHeld(WaitForGraph.Edge edge) {
        return RegionFile.read(edge.file().path())
                .filter(now -> now.status().sameFile(edge.file().status()))
                .map(RegionFile::words)
                .filter(words -> !words.free() && heldBy(words, edge))
                .isPresent();
    }

    /** A thread of an inner pid namespace signs with its id there. */
    private static boolean heldBy(MutexWords words, WaitForGraph.Edge edge) {
        long tid = edge.holder().tid();
        return words.holderTid() == tid || words.holderTid() == ProcThread.innermostId(tid);
    }

    private boolean stillWaits(WaitForGraph.Edge edge) {
        RegionWaiter waiter = edge.waiting().waiter();
        ThreadWait now = ThreadWait.of(waiter.pid(), waiter.tid(), reader);
        return now.kind() == ThreadWait.Kind.FUTEX
                && now.address() == edge.waiting().address();
    }
}
