package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.DrivenWindow;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The command that a person types, up to the window that appears. */
@ExtendWith(LeavesNothingBehind.class)
class JConsoleWindowTest {
    private static final Path DRIVER =
            Path.of("../jconsole/target/test-classes").toAbsolutePath();

    @TempDir
    private Path directory;

    @Test
    void shouldShowTheTabOfTheProcessThatIsAskedFor() throws Exception {
        String key = Keys.unique("window");
        String agent = driver();
        try (SharedMemory region = SharedMemory.create(key, 64, RegionOption.TEMPORARY);
                DrivenWindow window = new DrivenWindow(
                        display -> ChildJvm.of(Main.class)
                                .through("env", display, agent)
                                .args(
                                        "jconsole",
                                        Long.toString(ProcessHandle.current().pid()))
                                .start(),
                        "Insecure connection")) {
            window.does("tab Shared memory");
            window.await("rows", rows -> rows.contains(region.key() + "|64|"));
            // The driver kills JConsole, which the command tells.
            assertThat(window.end().code()).isEqualTo(137);
        }
    }

    /** What makes a JConsole, whoever starts it, do what standard input says. */
    private String driver() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH, DRIVER.toUri().toString());
        manifest.getMainAttributes().putValue("Premain-Class", "dev.shmkit.jconsole.driver.DriverAgent");
        Path jar = directory.resolve("driver.jar");
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
        return "JAVA_TOOL_OPTIONS=-javaagent:" + jar + "=sun.tools.jconsole.JConsole";
    }
}
