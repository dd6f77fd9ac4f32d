package dev.shmkit.internal.mutex;

import java.nio.ByteBuffer;
import java.time.Duration;

/** A mutex and the ways to use it; a result is what pthread's error number says. */
interface LockSteps {
    void lock();

    boolean tryLock();

    boolean tryLock(Duration timeout);

    void unlock();

    /** The holder asks again and is refused, EDEADLK. */
    void relock();

    /** Somebody who does not hold the lock gives it back and is refused, EPERM. */
    void unlockAnothers();

    /** Begins to wait for a lock that another thread holds, and leaves. */
    void leaveAWait();

    ByteBuffer bytes();
}
