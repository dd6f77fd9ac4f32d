package dev.shmkit.internal.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shmkit.testing.RunningChild;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The machine code is what its source says, and does what it should. The other machine's is only looked at where there is a compiler
 * for it and an emulator.
 */
class SigbusCodeTest {
    private static final Path SOURCES = Path.of("src", "main", "native");
    private static final Path HOTSPOT = Path.of("src", "test", "c", "sigbus.c");
    private static final String CROSS = "aarch64-linux-gnu-";
    private static final String EMULATOR = "qemu-aarch64-static";

    @TempDir
    private Path directory;

    @Test
    void shouldBeWhatTheSourceForThisMachineAssemblesTo() throws Exception {
        assertThat(assembled("", Platform.ARM ? "aarch64" : "x86_64")).isEqualTo(SigbusCode.bytes());
    }

    @Test
    void shouldBeWhatTheSourceForAarch64AssemblesTo() throws Exception {
        String prefix = Platform.ARM ? "" : CROSS;
        assumeTrue(onThePath(prefix + "as"), "no assembler for aarch64");
        assertThat(assembled(prefix, "aarch64")).isEqualTo(SigbusCode.forAarch64());
    }

    @Test
    void shouldMeetEachKindOfFaultOnThisMachineAsItShould() throws Exception {
        Path program = compiled("cc");
        run(program.toString(), file(SigbusCode.bytes()).toString());
    }

    @Test
    void shouldMeetEachKindOfFaultOnAnEmulatedAarch64AsItShould() throws Exception {
        assumeTrue(onThePath(CROSS + "gcc") && onThePath(EMULATOR), "no compiler or emulator for aarch64");
        Path program = compiled(CROSS + "gcc", "-static", "-mno-outline-atomics");
        run(EMULATOR, program.toString(), file(SigbusCode.forAarch64()).toString());
    }

    private Path compiled(String compiler, String... options) throws IOException {
        Path program = directory.resolve("sigbus");
        List<String> command = new ArrayList<>(List.of(compiler, "-std=c11", "-O2", "-Wall", "-Wextra", "-Werror"));
        command.addAll(List.of(options));
        command.addAll(List.of("-o", program.toString(), HOTSPOT.toString()));
        run(command.toArray(String[]::new));
        return program;
    }

    private Path file(byte[] code) throws IOException {
        return Files.write(directory.resolve("code"), code);
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
