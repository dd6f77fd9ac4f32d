package dev.shmkit.internal.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shmkit.testing.RunningChild;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine code is what its source says. The other machine's is only looked at where there is an assembler for it. */
class SigbusCodeTest {
    private static final Path SOURCES = Path.of("src", "main", "native");

    @TempDir
    private Path directory;

    @Test
    void shouldBeWhatTheSourceForThisMachineAssemblesTo() throws Exception {
        assertThat(assembled("", Platform.ARM ? "aarch64" : "x86_64")).isEqualTo(SigbusCode.bytes());
    }

    @Test
    void shouldBeWhatTheSourceForAarch64AssemblesTo() throws Exception {
        String prefix = Platform.ARM ? "" : "aarch64-linux-gnu-";
        assumeTrue(onThePath(prefix + "as"), "no assembler for aarch64");
        assertThat(assembled(prefix, "aarch64")).isEqualTo(SigbusCode.forAarch64());
    }

    private byte[] assembled(String prefix, String machine) throws IOException {
        Path object = directory.resolve(machine + ".o");
        Path code = directory.resolve(machine + ".bin");
        run(
                prefix + "as",
                "-o",
                object.toString(),
                SOURCES.resolve("sigbus-" + machine + ".S").toString());
        run(prefix + "objcopy", "-O", "binary", "-j", ".text", object.toString(), code.toString());
        return Files.readAllBytes(code);
    }

    private static void run(String... command) throws IOException {
        try (RunningChild child = RunningChild.start(List.of(command))) {
            child.awaitExit().requireSuccess();
        }
    }

    private static boolean onThePath(String command) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(part -> Files.isExecutable(Path.of(part, command)));
    }
}
