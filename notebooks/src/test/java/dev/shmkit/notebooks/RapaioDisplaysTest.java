package dev.shmkit.notebooks;

import static dev.shmkit.dsl.Shm.regions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.LockState;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rapaio.jupyter.kernel.display.DisplaySystem;

/** The rapaio kernel's own way to show values, which finds ours by itself. */
@ExtendWith(LeavesNothingBehind.class)
class RapaioDisplaysTest {
    private static Map<String, Object> shown(Object value) {
        return DisplaySystem.inst().render(value).data();
    }

    @Test
    void shouldShowTheValueAtTheEndOfACellAsHtmlAndText() {
        try (SharedMemory region = SharedMemory.create(Keys.unique("<rapaio>"), 4096)) {
            region.unlink();
            assertThat(shown(region).get("text/html"))
                    .asString()
                    .contains("<table", "&lt;rapaio&gt;")
                    .doesNotContain("<rapaio>");
            assertThat(shown(region).get("text/plain")).asString().contains("<rapaio>", "4 KiB");
            assertThat(shown(region.lockState())).containsKey("text/html");
        }
        assertThat(shown(regions())).containsKey("text/html");
    }

    @Test
    void shouldShowOnlyTextWhenTextIsAskedFor() {
        LockState free = LockState.of(LockState.State.FREE);
        assertThat(DisplaySystem.inst().render("text/plain", free).data())
                .containsKey("text/plain")
                .doesNotContainKey("text/html");
        assertThat(DisplaySystem.inst().render("html", free).data()).containsKey("text/html");
    }

    @Test
    void shouldLeaveOtherValuesToTheKernel() {
        assertThat(shown("just text").values().toString()).contains("just text");
    }
}
