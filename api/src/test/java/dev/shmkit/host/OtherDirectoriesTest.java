package dev.shmkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shmkit.SharedMemory;
import dev.shmkit.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Regions outside {@code /dev/shm}: those of GEOPM's service, and those of other users. The directories are made in a mount
 * namespace whose {@code /run} is empty, and gone with the child JVM that sees it.
 */
class OtherDirectoriesTest {
    private static final String[] WITH_EMPTY_RUN = {
        "unshare", "--mount", "sh", "-c", "mount -t tmpfs shmkit /run && exec \"$@\"", "sh"
    };

    @ParameterizedTest
    @ValueSource(strings = {"/run/geopm", "/run/user/4711"})
    void shouldListAndLookAtWhatIsInDirectoriesOfOthers(String directory) throws Exception {
        assumeTrue(canHideRun(), "not permitted to mount a tmpfs in a namespace");
        String seen = ChildJvm.of(Onlooker.class)
                .through(WITH_EMPTY_RUN)
                .args(directory)
                .run()
                .requireSuccess();
        List<String> regions =
                List.of("LOCKED %s/locked 128".formatted(directory), "RAW %s/raw 100".formatted(directory));
        assertThat(seen.lines()).containsExactly("list " + regions, "snapshot " + regions);
    }

    private static boolean canHideRun() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(WITH_EMPTY_RUN));
        command.add("true");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0;
    }

    /** Makes a region and a file in a directory, and prints what is found of them. */
    static final class Onlooker {
        public static void main(String[] args) throws IOException {
            Path directory = Files.createDirectories(Path.of(args[0]));
            Files.write(directory.resolve("raw"), new byte[100]);
            SharedMemory.create(directory.resolve("locked").toString(), 128).close();
            print("list", HostRegions.list(), directory);
            print(
                    "snapshot",
                    HostRegions.snapshot().regions().stream()
                            .map(RegionSnapshot::summary)
                            .toList(),
                    directory);
        }

        private static void print(String source, List<RegionSummary> found, Path directory) {
            System.out.println(source + " "
                    + found.stream()
                            .filter(region -> region.path().startsWith(directory))
                            .map(region -> "%s %s %d".formatted(region.format(), region.key(), region.sizeBytes()))
                            .toList());
        }
    }
}
