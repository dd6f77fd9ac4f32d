package dev.shmkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The other processes of a test and the regions they share: unique keys, and nothing of either survives the test. */
final class Peers implements AfterEachCallback {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final List<Child> children = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /** A key that nobody else uses. */
    String key() {
        String name = "/shmkit-examples-" + ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet();
        names.add(name);
        return name;
    }

    /** A key that is a path, for regions that are shared with another user. */
    String keyInDevShm() {
        return "/dev/shm" + key();
    }

    /** Starts the C peer. */
    Child c(String... arguments) {
        return start(CPeer.executable().toString(), arguments);
    }

    /** Runs the C peer to its good end, and gives what it wrote. */
    String cSays(String... arguments) {
        return c(arguments).exitsWith(0);
    }

    /** Starts a JVM with the counter example. */
    Child counter(String... arguments) {
        return jvm(Counter.class, arguments);
    }

    /** Starts a JVM whose main class is among the tests. */
    Child jvm(Class<?> main, String... arguments) {
        return start(jvmCommand(main, arguments));
    }

    static List<String> jvmCommand(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts a JVM that stresses a region's lock, which it takes as it is told: auto, java or pthread. */
    Child stresser(String way, String key) {
        return start(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dshmkit.lock=" + way,
                "-cp",
                System.getProperty("java.class.path"),
                Stresser.class.getName(),
                key));
    }

    /** Starts {@code shm run} with a script of this module. */
    Child script(String script, String... arguments) {
        return start(running(script, arguments));
    }

    /** Starts {@code shm run} with a script, in the script's own directory: what it writes is not left in the tree. */
    Child scriptInItsDirectory(Path script) {
        return start(running(script.toString()), script.toAbsolutePath().resolveSibling(""));
    }

    private static List<String> running(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // They mostly start up.
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dstdout.encoding=UTF-8",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                script));
        command.addAll(List.of(arguments));
        return command;
    }

    private Child start(String executable, String... arguments) {
        List<String> command = new ArrayList<>(List.of(executable));
        command.addAll(List.of(arguments));
        return start(command);
    }

    Child start(List<String> command) {
        return start(command, Path.of("").toAbsolutePath());
    }

    Child start(List<String> command, Path directory) {
        Child child = Child.start(command, directory);
        children.add(child);
        return child;
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        List<Child> survivors = children.stream().filter(Child::kill).toList();
        List<Path> left = new ArrayList<>();
        for (String name : names) {
            for (Path path : List.of(Path.of("/dev/shm" + name), Path.of("/run/user/" + Host.uid() + name))) {
                if (Files.deleteIfExists(path)) {
                    left.add(path);
                }
            }
        }
        children.clear();
        names.clear();
        assertThat(survivors).as("children that the test left running").isEmpty();
        assertThat(left).as("regions that the test left behind").isEmpty();
    }
}
