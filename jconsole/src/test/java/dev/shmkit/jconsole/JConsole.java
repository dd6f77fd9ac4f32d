package dev.shmkit.jconsole;

import dev.shmkit.jconsole.driver.JConsoleDriver;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.DrivenWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The JConsole of this JDK in a JVM of its own, with nothing of shmkit but the plugin at most. */
final class JConsole extends DrivenWindow {
    private static final String PLUGIN =
            Path.of("target/classes").toAbsolutePath().toString();

    private JConsole(String... args) throws IOException {
        super(
                variable -> ChildJvm.of(JConsoleDriver.class)
                        .through("env", variable)
                        .vm(
                                "--add-modules=jdk.jconsole",
                                "--add-exports=jdk.jconsole/sun.tools.jconsole=ALL-UNNAMED",
                                "-Djava.util.prefs.userRoot="
                                        + Path.of("target").toAbsolutePath())
                        .classPath(List.of(Path.of("target/test-classes").toAbsolutePath()))
                        .args(args)
                        .start(),
                // The connection never leaves the machine; JConsole asks all the same.
                "Insecure connection");
    }

    static JConsole connectedTo(long pid) throws IOException {
        return new JConsole("-pluginpath", PLUGIN, Long.toString(pid));
    }

    static JConsole withoutPluginConnectedTo(long pid) throws IOException {
        return new JConsole(Long.toString(pid));
    }
}
