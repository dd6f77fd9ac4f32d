package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What every error owes its reader: the key, what failed, and what to do next. */
final class Refusal {
    private Refusal() {}

    /** Asserts that a call fails with exactly this exception, whose text and accessors tell the same. */
    static <T extends ShmException> T of(
            ThrowingCallable call, Class<T> type, String key, String operation, String... nextStep) {
        T thrown = catchThrowableOfType(type, call);
        assertThat(thrown).isExactlyInstanceOf(type);
        assertThat(thrown.key()).isEqualTo(key);
        assertThat(thrown.operation()).isEqualTo(operation);
        assertThat(thrown)
                .hasMessageContaining("cannot " + operation + " region \"" + key + "\": ")
                .hasMessageContainingAll(nextStep);
        return thrown;
    }
}
