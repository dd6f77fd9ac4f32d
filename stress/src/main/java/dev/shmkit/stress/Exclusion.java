package dev.shmkit.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.shmkit.ScopedLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Two threads count with plain accesses under the lock: neither may overlook the other's addition. */
@JCStressTest
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the first thread came first")
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "the second thread came first")
@Outcome(expect = FORBIDDEN, desc = "both held the lock at once")
@State
public class Exclusion {
    private final long slot = Slots.next();

    @Actor
    public void first(JJ_Result result) {
        result.r1 = count();
    }

    @Actor
    public void second(JJ_Result result) {
        result.r2 = count();
    }

    @SuppressWarnings("try") // Holding the lock is its whole use.
    private long count() {
        try (ScopedLock lock = Slots.REGION.lock()) {
            long counted = Slots.REGION.getLong(slot) + 1;
            Slots.REGION.putLong(slot, counted);
            return counted;
        }
    }
}
