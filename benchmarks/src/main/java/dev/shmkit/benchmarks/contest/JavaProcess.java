package dev.shmkit.benchmarks.contest;

import java.nio.file.Path;
import java.util.List;

/** How JVMs are started for measuring: the same JDK as this one. */
public final class JavaProcess {
    /** JNA needs the first from JDK 24 on. JMH, on newer JDKs than it knows, would fill the screen without the others. */
    public static final List<String> OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--sun-misc-unsafe-memory-access=allow");

    private JavaProcess() {}

    public static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
