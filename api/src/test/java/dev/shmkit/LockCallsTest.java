package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.internal.posix.Pthread;
import org.junit.jupiter.api.Test;

/** Run by the tests of the lock both ways. */
class LockCallsTest {
    @Test
    void shouldGoThroughJnaWhenToldSoAndElseBeShort() {
        assertThat(Pthread.quicken())
                .isEqualTo(!System.getProperty("shmkit.calls", "").equals("jna"));
    }
}
