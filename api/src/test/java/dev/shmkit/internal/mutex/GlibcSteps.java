package dev.shmkit.internal.mutex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.internal.errno.Errno;
import dev.shmkit.internal.posix.Mapping;
import dev.shmkit.internal.posix.Pthread;
import java.nio.ByteBuffer;
import java.time.Duration;

/** The same steps by glibc, in memory of their own. */
final class GlibcSteps implements LockSteps {
    private final Mapping memory = Mapping.anonymous(64);

    GlibcSteps() throws Exception {
        Pthread.init(memory.address(), false);
    }

    @Override
    public void lock() {
        assertThat(Pthread.lock(memory.address())).isZero();
    }

    @Override
    public boolean tryLock() {
        return taken(Pthread.tryLock(memory.address()), Errno.EBUSY);
    }

    @Override
    public boolean tryLock(Duration timeout) {
        return taken(Pthread.lock(memory.address(), timeout.toNanos()), Errno.ETIMEDOUT);
    }

    @Override
    public void relock() {
        assertThat(Pthread.lock(memory.address())).isEqualTo(Errno.EDEADLK);
    }

    @Override
    public void unlockAnothers() {
        assertThat(Pthread.unlock(memory.address())).isEqualTo(Errno.EPERM);
    }

    @Override
    public void leaveAWait() {
        assertThat(tryLock(Duration.ofMillis(5))).isFalse();
    }

    private static boolean taken(int errno, int refusal) {
        assertThat(errno).isIn(0, refusal);
        return errno == 0;
    }

    @Override
    public void unlock() {
        assertThat(Pthread.unlock(memory.address())).isZero();
    }

    @Override
    public ByteBuffer bytes() {
        return memory.view(0, 64);
    }
}
