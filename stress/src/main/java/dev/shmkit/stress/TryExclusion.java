package dev.shmkit.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.shmkit.ScopedLock;
import java.util.Optional;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** One thread waits for the lock, one only tries: whoever counted, nobody's addition is lost. */
@JCStressTest
@Outcome(
        id = {"1, 2, 2", "2, 1, 2"},
        expect = ACCEPTABLE,
        desc = "both held the lock, one after the other")
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "the lock was held when it was tried")
@Outcome(expect = FORBIDDEN, desc = "both held the lock at once")
@State
public class TryExclusion {
    private final long slot = Slots.next();

    @Actor
    @SuppressWarnings("try") // Holding the lock is its whole use.
    public void waits(JJJ_Result result) {
        try (ScopedLock lock = Slots.REGION.lock()) {
            result.r1 = count();
        }
    }

    @Actor
    public void tries(JJJ_Result result) {
        Optional<ScopedLock> lock = Slots.REGION.tryLock();
        if (lock.isPresent()) {
            result.r2 = count();
            lock.get().close();
        }
    }

    @Arbiter
    public void total(JJJ_Result result) {
        result.r3 = Slots.REGION.getLong(slot);
    }

    private long count() {
        long counted = Slots.REGION.getLong(slot) + 1;
        Slots.REGION.putLong(slot, counted);
        return counted;
    }
}
