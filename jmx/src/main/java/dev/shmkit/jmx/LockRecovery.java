package dev.shmkit.jmx;

import dev.shmkit.RecoveredLock;
import dev.shmkit.SharedMemory;
import java.util.Optional;

/** Takes a region's lock from a holder that is gone, gives it back, and says in words what came of it. */
final class LockRecovery {
    private LockRecovery() {}

    static String of(SharedMemory region) {
        Optional<RecoveredLock> recovered = region.recover();
        recovered.ifPresent(RecoveredLock::close);
        return recovered
                .map(lock -> "recovered; it was " + lock.left())
                .orElseGet(() -> "nothing done: the lock is " + region.lockState());
    }
}
