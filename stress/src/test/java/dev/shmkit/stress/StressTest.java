package dev.shmkit.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.host.HostRegions;
import dev.shmkit.host.RegionSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs jcstress, which forks JVMs of its own, and fails on any outcome that is forbidden. */
class StressTest {
    private static final long DEADLINE_MINUTES = 10;
    private static final String PREFIX = "/shmkit-stress-";

    @TempDir
    private Path results = Path.of("");

    @Test
    void shouldShowNoForbiddenOutcome() throws Exception {
        List<String> before = regions();
        Path output = results.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.openjdk.jcstress.Main",
                        "-t",
                        "dev.shmkit.stress",
                        "-f",
                        "1",
                        "-iters",
                        "3",
                        "-time",
                        "500",
                        "-sc",
                        "false",
                        "-af",
                        "NONE",
                        "-r",
                        results.toString(),
                        // One way to compile instead of sixteen: the others are tried by hand, see the package's
                        // documentation.
                        "-jvmArgs",
                        "--enable-native-access=ALL-UNNAMED")
                .directory(results.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES))
                    .as("jcstress ends in time")
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String told = Files.readString(output);
        assertThat(process.exitValue()).as(told).isZero();
        assertThat(told)
                .contains(
                        "Failed tests: No matches.", "Error tests: No matches.", "0 failed, 0 soft errs, 0 hard errs");
        assertThat(told).containsPattern("All remaining tests: 3 matching test results");
        assertThat(regions()).as("regions left behind").isSubsetOf(before);
    }

    /** Those that other runs on this machine have left included, but not those of processes that are at it. */
    private static List<String> regions() {
        return HostRegions.list().stream()
                .map(RegionSummary::key)
                .filter(key -> key.startsWith(PREFIX))
                .filter(key -> ProcessHandle.of(Long.parseLong(key.substring(PREFIX.length())))
                        .isEmpty())
                .toList();
    }
}
