package dev.shmkit.internal.mutex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.internal.posix.Mapping;
import dev.shmkit.internal.posix.Pthread;
import org.junit.jupiter.api.Test;

class MutexSelfCheckTest {
    private final Mapping scratch = scratch();

    private static Mapping scratch() {
        try {
            return Mapping.anonymous(64);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldTrustAMutexThatGlibcAndJavaWriteAlike() throws Exception {
        Pthread.init(scratch.address(), false);
        assertThat(MutexSelfCheck.agrees(scratch)).isTrue();
        assertThat(MutexSelfCheck.agrees(scratch)).as("left as it was").isTrue();
    }

    @Test
    void shouldNotTrustWordsThatItDoesNotKnow() {
        assertThat(MutexSelfCheck.agrees(scratch)).as("no mutex at all").isFalse();
    }
}
