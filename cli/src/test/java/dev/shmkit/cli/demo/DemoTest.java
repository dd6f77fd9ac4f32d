package dev.shmkit.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.cli.Main;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoTest {
    @Test
    void shouldShowTheLockGoBetweenTwoProcessesAndLeaveNothingBehind() throws IOException {
        try (RunningChild demo = ChildJvm.of(Main.class).args("demo").start()) {
            ChildJvm.Exit exit = demo.awaitExit();
            assertThat(exit.requireSuccess())
                    .contains("rw-------", "4096", "HELD      owner, pid", "HELD      contender, pid", "JConsole")
                    .containsPattern("10  FREE");
            assertThat(Keys.path("/shm-demo-" + demo.pid())).doesNotExist();
        }
    }

    @Test
    void shouldTakeItsProcessesAndItsRegionAlongWhenItIsStopped() throws IOException {
        List<ProcessHandle> scripts;
        try (RunningChild demo = ChildJvm.of(Main.class).args("demo").start()) {
            demo.awaitLine("  TIME");
            scripts = ProcessHandle.of(demo.pid()).orElseThrow().descendants().toList();
            assertThat(scripts).hasSize(2);
            assertThat(ProcessHandle.of(demo.pid()).orElseThrow().destroy()).isTrue();
            demo.awaitExit();
            Eventually.until("both scripts have ended", () -> scripts.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(Keys.path("/shm-demo-" + demo.pid())).doesNotExist();
        }
    }
}
