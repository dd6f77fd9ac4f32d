package dev.shmkit.jconsole;

import dev.shmkit.jconsole.driver.JConsoleDriver;
import dev.shmkit.testing.ChildJvm;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.RunningChild;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** The JConsole of this JDK in a JVM of its own on a display of its own, with nothing of shmkit but the plugin at most. */
final class JConsole implements AutoCloseable {
    private static final String PLUGIN =
            Path.of("target/classes").toAbsolutePath().toString();

    private final RunningChild child;
    private int commands;

    private JConsole(RunningChild child) {
        this.child = child;
    }

    static JConsole connectedTo(long pid) throws IOException {
        return start("-pluginpath", PLUGIN, Long.toString(pid));
    }

    static JConsole withoutPluginConnectedTo(long pid) throws IOException {
        return start(Long.toString(pid));
    }

    private static JConsole start(String... args) throws IOException {
        JConsole console = new JConsole(ChildJvm.of(JConsoleDriver.class)
                .through("xvfb-run", "-a", "-s", "-screen 0 1280x1000x24")
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

    /** Gives a command and returns the answer; see {@link JConsoleDriver}. */
    String tell(String command) throws IOException {
        int before = child.output().length();
        child.tell(command);
        commands++;
        String end = "done " + commands + "\n";
        Eventually.until(
                () -> "JConsole does \"" + command + "\"; it said:\n" + child.output(),
                () -> child.output().indexOf(end, before) >= 0 || !child.alive());
        String answer = child.output().substring(before);
        if (!answer.contains(end)) {
            throw new AssertionError("JConsole has ended: " + child.output());
        }
        return answer.substring(0, answer.indexOf(end));
    }

    /** Repeats a command until its answer is as wanted, and returns that. */
    String await(String command, Predicate<String> wanted) {
        String[] last = {""};
        Eventually.until(() -> command + " is as wanted; it is:\n" + last[0], () -> {
            try {
                last[0] = tell(command);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return wanted.test(last[0]);
        });
        return last[0];
    }

    /** Presses a button as soon as there is one; what that leads to, such as a dialog, comes later. */
    void clicks(String text) {
        does("click " + text);
    }

    /** Does something as soon as it can be done. */
    void does(String command) {
        await(command, answer -> !answer.startsWith("failed"));
    }

    /** Waits until a text can be read somewhere. */
    String reads(String text) {
        return await("texts", texts -> texts.contains(text));
    }

    /** Lets it end by itself, so that xvfb-run can end the display and remove its files. */
    @Override
    public void close() throws IOException {
        try {
            child.closeInput();
            child.awaitExit();
        } finally {
            child.close();
        }
    }
}
