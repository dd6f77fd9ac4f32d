package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.RegionOption;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import dev.shmkit.testing.RunningChild;
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
        try (SharedMemory region = SharedMemory.create(key, 64, RegionOption.TEMPORARY);
                RunningChild command = ChildJvm.of(Main.class)
                        .through("xvfb-run", "-a", "-s", "-screen 0 1280x1000x24 -noreset", "env", driven())
                        .args("jconsole", Long.toString(ProcessHandle.current().pid()))
                        .start()) {
            ask(command, "click Insecure connection");
            ask(command, "tab Shared memory");
            Eventually.until(command::output, () -> {
                tell(command, "rows");
                return command.output().contains(region.key() + "|64|");
            });
            command.closeInput();
            // The driver kills JConsole, which the command tells.
            assertThat(command.awaitExit().code()).isEqualTo(137);
        }
    }

    /** Repeats a command until it can be done. */
    private static void ask(RunningChild command, String what) {
        Eventually.until(command::output, () -> {
            String before = command.output();
            tell(command, what);
            Eventually.until(
                    command::output,
                    () -> command.output().substring(before.length()).contains("done "));
            return !command.output().substring(before.length()).contains("failed");
        });
    }

    private static void tell(RunningChild command, String what) {
        try {
            command.tell(what);
        } catch (IOException e) {
            throw new AssertionError("the command has ended: " + command.output(), e);
        }
    }

    /** What makes a JConsole, whoever starts it, do what standard input says. */
    private String driven() throws IOException {
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
