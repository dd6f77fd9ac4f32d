package dev.shmkit.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.internal.proc.Processes;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientWatchTest {
    private static ChildJvm kernel(String client) {
        return ChildJvm.of(WatchingKernel.class).through("/usr/bin/env", "JPY_PARENT_PID=" + client);
    }

    /** The kernel gives the largest pid as 2²² at the most. */
    @Test
    void shouldEndWhenItsClientHasEndedBeforeUnlessThatMayBeOutsideOfTheContainer() throws IOException {
        try (RunningChild kernel = kernel("4194305").start()) {
            if (Processes.outerInvisible()) {
                kernel.awaitLine("serving");
                kernel.closeInput();
                assertThat(kernel.awaitExit().requireSuccess()).contains("4194305, which cannot be seen from here");
            } else {
                assertThat(kernel.awaitExit().code()).isEqualTo(1);
                assertThat(kernel.output())
                        .isEqualTo("JPY_PARENT_PID names process 4194305, which has ended: so does this kernel\n");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 'is \"-1\", which is no process id'", "jupyter, 'is \"jupyter\", which is no process id'"})
    void shouldServeAndSayThatItDoesNotWatchWhenNoClientIsNamed(String client, String problem) throws IOException {
        try (RunningChild kernel = kernel(client).start()) {
            kernel.awaitLine("serving");
            kernel.closeInput();
            assertThat(kernel.awaitExit().requireSuccess().lines())
                    .containsExactlyInAnyOrder(
                            "JPY_PARENT_PID " + problem
                                    + ": this kernel does not end by itself when its client is gone",
                            "serving");
        }
    }

    @Test
    void shouldEndWithItsClient() throws IOException {
        try (RunningChild client = RunningChild.start(List.of("/bin/cat"));
                RunningChild kernel = kernel(Long.toString(client.pid())).start()) {
            kernel.awaitLine("serving");
            client.kill();
            assertThat(kernel.awaitExit().code()).isEqualTo(1);
            assertThat(kernel.output()).isEqualTo("serving\n");
        }
    }
}
