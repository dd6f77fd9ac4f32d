package dev.shmkit.internal.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shmkit.internal.errno.Errno;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ShortCallsTest {
    private static final int MUTEX_BYTES = 64;
    private static final int ENOUGH_TO_COMPILE = 200_000;

    /** A stranger to JNA. */
    private static final class Unbound {
        static native int pthread_mutex_trylock(long mutex);

        static native int pthread_mutex_unlock(long mutex);

        static native int pthread_mutex_no_such_function(long mutex);
    }

    /** Another one, bound while it is called. */
    private static final class Busy {
        static native int pthread_mutex_unlock(long mutex);
    }

    @Test
    void shouldComeToTheFunctionsThatTheMethodsAreNamedAfter() throws Exception {
        Mapping scratch = Mapping.anonymous(MUTEX_BYTES);
        long mutex = scratch.address();
        Pthread.init(mutex, true);
        assertThatThrownBy(() -> Unbound.pthread_mutex_trylock(mutex)).isInstanceOf(UnsatisfiedLinkError.class);
        assertThat(ShortCalls.bind(Unbound.class, "pthread_mutex_trylock", "pthread_mutex_unlock"))
                .isTrue();
        assertThat(Unbound.pthread_mutex_trylock(mutex)).isZero();
        assertThat(scratch.view(0, MUTEX_BYTES).getInt(0)).isEqualTo(Kernel.threadId());
        assertThat(Unbound.pthread_mutex_unlock(mutex)).isZero();
        assertThat(Unbound.pthread_mutex_unlock(mutex)).isEqualTo(Errno.EPERM);
        assertThat(scratch.view(0, MUTEX_BYTES).getInt(0)).isZero();
    }

    @Test
    void shouldBindAnewWhatAnotherThreadIsCallingCompiled() throws Exception {
        Mapping scratch = Mapping.anonymous(MUTEX_BYTES);
        Pthread.init(scratch.address(), true);
        assertThat(ShortCalls.bind(Busy.class, "pthread_mutex_unlock")).isTrue();
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger others = new AtomicInteger();
        CountDownLatch compiled = new CountDownLatch(1);
        Thread caller = new Thread(() -> {
            for (int i = 0; !ended.get(); i++) {
                if (Busy.pthread_mutex_unlock(scratch.address()) != Errno.EPERM) {
                    others.incrementAndGet();
                }
                if (i == ENOUGH_TO_COMPILE) {
                    compiled.countDown();
                }
            }
        });
        caller.start();
        compiled.await();
        for (int i = 0; i < 100; i++) {
            assertThat(ShortCalls.bind(Busy.class, "pthread_mutex_unlock")).isTrue();
        }
        ended.set(true);
        caller.join();
        assertThat(others).hasValue(0);
    }

    @Test
    void shouldLeaveTheMethodsAsTheyWereWhenThereIsNoSuchFunction() {
        assertThat(ShortCalls.bind(Unbound.class, "pthread_mutex_no_such_function"))
                .isFalse();
        assertThatThrownBy(() -> Unbound.pthread_mutex_no_such_function(0)).isInstanceOf(UnsatisfiedLinkError.class);
    }

    @Test
    void shouldLeaveTheMethodsAsTheyWereWhenThereIsNoSuchMethod() {
        assertThat(ShortCalls.bind(Busy.class, "pthread_mutex_trylock")).isFalse();
    }
}
