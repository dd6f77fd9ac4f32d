package dev.shmkit.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.shmkit.ScopedLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJJ_Result;

/** What one thread wrote under the lock, into the region and into plain fields, the next one sees whole or not at all. */
@JCStressTest
@Outcome(id = "0, 0, 0, 0", expect = ACCEPTABLE, desc = "the reader came first")
@Outcome(id = "1, 2, 3, 4", expect = ACCEPTABLE, desc = "the writer came first")
@Outcome(expect = FORBIDDEN, desc = "a write was seen without the others")
@State
public class Visibility {
    private final long slot = Slots.next();
    private int third;
    private int fourth;

    @Actor
    @SuppressWarnings("try") // Holding the lock is its whole use.
    public void writer() {
        try (ScopedLock lock = Slots.REGION.lock()) {
            Slots.REGION.putLong(slot, 1);
            fourth = 4;
            Slots.REGION.putLong(slot + Long.BYTES, 2);
            third = 3;
        }
    }

    @Actor
    @SuppressWarnings("try") // Holding the lock is its whole use.
    public void reader(JJJJ_Result result) {
        try (ScopedLock lock = Slots.REGION.lock()) {
            result.r3 = third;
            result.r2 = Slots.REGION.getLong(slot + Long.BYTES);
            result.r1 = Slots.REGION.getLong(slot);
            result.r4 = fourth;
        }
    }
}
