package dev.shmkit.internal.posix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.internal.errno.Errno;
import org.junit.jupiter.api.Test;

class ShortCallsTest {
    private static final int MUTEX_BYTES = 64;

    @Test
    void shouldComeToTheFunctionsThatTheMethodsAreNamedAfter() throws Exception {
        Mapping scratch = Mapping.anonymous(MUTEX_BYTES);
        long mutex = scratch.address();
        Pthread.init(mutex, true);
        assertThat(ShortCalls.bind(LibC.class, "pthread_mutex_trylock", "pthread_mutex_unlock"))
                .isTrue();
        assertThat(Pthread.tryLock(mutex)).isZero();
        assertThat(scratch.view(0, MUTEX_BYTES).getInt(0)).isEqualTo(Kernel.threadId());
        assertThat(Pthread.unlock(mutex)).isZero();
        assertThat(Pthread.unlock(mutex)).isEqualTo(Errno.EPERM);
        assertThat(scratch.view(0, MUTEX_BYTES).getInt(0)).isZero();
    }

    @Test
    void shouldLeaveTheMethodsAsTheyWereWhenThereIsNoSuchFunction() {
        assertThat(ShortCalls.bind(LibC.class, "pthread_mutex_no_such_function"))
                .isFalse();
    }

    @Test
    void shouldLeaveTheMethodsAsTheyWereWhenThereIsNoSuchMethod() {
        assertThat(ShortCalls.bind(String.class, "pthread_mutex_trylock")).isFalse();
    }
}
