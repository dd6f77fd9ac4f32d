package dev.shmkit.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the numbers depend on, without names of hosts, users or directories. */
final class Machine {
    private Machine() {}

    static String markdown() {
        return """
                - CPU: %s, %d cores
                - kernel: Linux %s
                - C: %s, %s
                - JDK: %s %s
                """.formatted(
                        cpuModel(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.version"),
                        firstLine("getconf", "GNU_LIBC_VERSION"),
                        firstLine("cc", "--version"),
                        System.getProperty("java.vendor"),
                        Runtime.version());
    }

    private static String cpuModel() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static String firstLine(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return output.lines().findFirst().orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
