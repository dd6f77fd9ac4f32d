package dev.shmkit.jconsole;

import dev.shmkit.jconsole.driver.JConsoleDriver;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The JConsole of this JDK in a JVM of its own, with nothing of shmkit but the plugin at most. */
final class JConsole extends DrivenWindow {
    private static final String PLUGIN =
            Path.of("target/classes").toAbsolutePath().toString();

    private JConsole(RunningChild child) {
        super(child);
    }

    static JConsole connectedTo(long pid) throws IOException {
        return start("-pluginpath", PLUGIN, Long.toString(pid));
    }

    static JConsole withoutPluginConnectedTo(long pid) throws IOException {
        return start(Long.toString(pid));
    }

    private static JConsole start(String... args) throws IOException {
        JConsole console = new JConsole(ChildJvm.of(JConsoleDriver.class)
                .through("xvfb-run", "-a", "-s", "-screen 0 1280x1000x24 -noreset")
                .vm(
                        "--add-modules=jdk.jconsole",
                        "--add-exports=jdk.jconsole/sun.tools.jconsole=ALL-UNNAMED",
                        "-Djava.util.prefs.userRoot=" + Path.of("target").toAbsolutePath())
                .classPath(List.of(Path.of("target/test-classes").toAbsolutePath()))
                .args(args)
                .start());
        // The connection never leaves the machine; JConsole asks all the same.
        console.clicks("Insecure connection");
        return console;
    }
}
