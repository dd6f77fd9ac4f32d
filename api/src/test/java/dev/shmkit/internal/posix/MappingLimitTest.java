package dev.shmkit.internal.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shmkit.internal.errno.Errno;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeavesNothingBehind.class)
class MappingLimitTest {
    private static final Path LIMIT = Path.of("/proc/sys/vm/max_map_count");
    private static final long TOO_MANY_TO_TRY = 2_000_000;

    @Test
    void shouldCloseARegionInAProcessThatHasAllTheMappingsItMayHave() throws Exception {
        assumeTrue(Long.parseLong(Files.readString(LIMIT).strip()) < TOO_MANY_TO_TRY);
        ChildJvm.Exit exit = ChildJvm.of(MappingLimit.class)
                .vm("-Xint")
                .args(Keys.unique("limit"))
                .run();
        assertThat(exit.requireSuccess().lines())
                .containsExactly(
                        "errno 0", "errno " + Errno.ENOMEM, "kept 0", "open false", "named false", "descriptors 0");
    }
}
