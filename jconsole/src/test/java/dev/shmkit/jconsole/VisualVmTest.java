package dev.shmkit.jconsole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.RunningChild;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A client that others wrote, which shows processes and connectors to people. */
@ExtendWith(LeavesNothingBehind.class)
class VisualVmTest {
    private final String key = Keys.unique("visual");

    @TempDir
    private Path directory;

    @Test
    void shouldOpenAProcessThatHasARegion() throws Exception {
        try (RunningChild application = Application.start(key);
                VisualVm visual = VisualVm.start(directory, "--openpid", Long.toString(application.pid()))) {
            String texts = visual.reads("<b>PID:</b> " + application.pid());
            assertThat(texts)
                    .contains("<b>Main class:</b> " + Application.class.getName())
                    .contains(key);
            application.tell("end");
            application.awaitExit().requireSuccess();
        } finally {
            SharedMemory.unlink(key);
        }
    }
}
