package dev.shmkit.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Describes another JVM that runs a {@code main} of the test class path.
 *
 * <pre>{@code
 * ChildJvm.Exit exit = ChildJvm.of(Holder.class).vm("-Xint").args(key).run();
 * }</pre>
 */
public final class ChildJvm {
    /** A crash is told on the captured output, and leaves neither a log nor a core file behind. */
    private static final List<String> ALWAYS =
            List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:+ErrorFileToStdout", "-XX:-CreateCoredumpOnCrash");

    private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";
    private static final int DENYING_JAVA = 24;

    private static final String LOCK_PROPERTY = "shmkit.lock";
    private static final String CALLS_PROPERTY = "shmkit.calls";

    private final Class<?> main;
    private final List<String> wrapper = new ArrayList<>();
    private final List<String> vmOptions = new ArrayList<>(ALWAYS);
    private final List<String> args = new ArrayList<>();
    private String classPath = System.getProperty("java.class.path");

    private ChildJvm(Class<?> main) {
        this.main = main;
        vm(NATIVE_ACCESS);
        lockingAs(System.getProperty(LOCK_PROPERTY, "auto"));
        vm("-D" + CALLS_PROPERTY + "=" + System.getProperty(CALLS_PROPERTY, ""));
    }

    /** Runs {@code main.main(args)}, calling C as this JVM does. */
    public static ChildJvm of(Class<?> main) {
        return new ChildJvm(main);
    }

    /** Starts the JVM through another command, which is given the JVM's command line as its last arguments. */
    public ChildJvm through(String... command) {
        wrapper.addAll(List.of(command));
        return this;
    }

    /** Adds options for the JVM. */
    public ChildJvm vm(String... options) {
        vmOptions.addAll(List.of(options));
        return this;
    }

    /** Without the better compiler, which costs a quarter of the time of a JVM that mostly starts up. */
    public ChildJvm shortLived() {
        return vm("-XX:TieredStopAtLevel=1");
    }

    /** Says how it locks regions: auto, java or pthread. Without being told, as this JVM does. */
    public ChildJvm lockingAs(String way) {
        return vm("-D" + LOCK_PROPERTY + "=" + way);
    }

    /** Has the JVM deny all native access, if it can. */
    public ChildJvm deniedNativeAccess() {
        vmOptions.remove(NATIVE_ACCESS);
        return Runtime.version().feature() >= DENYING_JAVA ? vm("--illegal-native-access=deny") : this;
    }

    /** Adds arguments for main. */
    public ChildJvm args(String... arguments) {
        args.addAll(List.of(arguments));
        return this;
    }

    /** Replaces the class path, which is this JVM's. */
    public ChildJvm classPath(List<Path> elements) {
        classPath = String.join(
                File.pathSeparator, elements.stream().map(Path::toString).toList());
        return this;
    }

    /** Starts it; whoever does so closes it. */
    public RunningChild start() throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(vmOptions);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(args);
        return RunningChild.start(command);
    }

    /** Starts it and waits for its end. */
    public Exit run() throws IOException {
        try (RunningChild child = start()) {
            return child.awaitExit();
        }
    }

    /**
     * How a child ended.
     *
     * @param code its exit code; above 128 when a signal ended it
     * @param output its standard output and error
     */
    public record Exit(int code, String output) {
        /** Its output, provided that it ended well. */
        public String requireSuccess() {
            if (code != 0) {
                throw new AssertionError("child JVM ended with " + code + ":\n" + output);
            }
            return output;
        }
    }
}
