package dev.shmkit.notebooks;

import static dev.shmkit.dsl.Shm.regions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The renderer that IJava's kernel has, without the kernel, which no registry has. */
@ExtendWith(LeavesNothingBehind.class)
class IJavaDisplaysTest {
    private final Renderer renderer = new Renderer();

    private String shown(Object value, MIMEType type) {
        DisplayData data = renderer.render(value);
        assertThat(data.hasDataForType(type)).as("%s for %s", type, value).isTrue();
        return data.getData(type).toString();
    }

    @Test
    void shouldShowTheValueAtTheEndOfACellAsHtmlAndText() {
        IJavaDisplays.register(renderer);
        try (SharedMemory region = SharedMemory.create(Keys.unique("<ijava>"), 4096)) {
            region.unlink();
            assertThat(shown(region, MIMEType.TEXT_HTML))
                    .contains("<table", "&lt;ijava&gt;")
                    .doesNotContain("<ijava>");
            assertThat(shown(region, MIMEType.TEXT_PLAIN)).contains("<ijava>", "4 KiB");
            assertThat(shown(region.lockState(), MIMEType.TEXT_HTML)).contains("FREE");
        }
        assertThat(shown(regions(), MIMEType.TEXT_HTML)).contains("<table");
    }

    @Test
    void shouldLeaveOtherValuesToTheKernel() {
        IJavaDisplays.register(renderer);
        assertThat(renderer.render("just text").hasDataForType(MIMEType.TEXT_HTML))
                .isFalse();
        assertThat(shown("just text", MIMEType.TEXT_PLAIN)).isEqualTo("just text");
    }
}
