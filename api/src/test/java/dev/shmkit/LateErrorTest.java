package dev.shmkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** The error of an access to a region that was truncated can be raised inside of another region's lock. */
@ExtendWith(LeavesNothingBehind.class)
class LateErrorTest {
    private static final int MOST_TRIES = 4;

    private final String read = Keys.unique("late-read");
    private final String locked = Keys.unique("late-locked");

    @AfterEach
    void unlink() {
        SharedMemory.unlink(read);
        SharedMemory.unlink(locked);
    }

    @RepeatedTest(3)
    void shouldLeaveARobustLockFreeWhenAnErrorComesLate() throws Exception {
        shouldLeaveTheLockFree(RegionOption.ROBUST);
    }

    @RepeatedTest(3)
    void shouldLeaveALockFreeWhenAnErrorComesLate() throws Exception {
        shouldLeaveTheLockFree();
    }

    private void shouldLeaveTheLockFree(RegionOption... options) throws IOException {
        String output = outputOfAChildThatMeetsAnError(options);
        for (int tries = 1; tries < MOST_TRIES && output.contains(LateErrorChild.TOO_EARLY); tries++) {
            unlink();
            output = outputOfAChildThatMeetsAnError(options);
        }
        assertThat(output.lines()).containsAll(List.of("another thread gets the lock", "this thread gets the lock"));
    }

    private String outputOfAChildThatMeetsAnError(RegionOption... options) throws IOException {
        SharedMemory.create(read, TruncationChild.SIZE).close();
        SharedMemory.create(locked, TruncationChild.SIZE, options).close();
        try (RunningChild child =
                ChildJvm.of(LateErrorChild.class).args(read, locked).start()) {
            child.awaitLine("ready");
            try (FileChannel file = FileChannel.open(Keys.path(read), StandardOpenOption.WRITE)) {
                file.truncate(0);
            }
            return child.awaitExit().requireSuccess();
        }
    }
}
