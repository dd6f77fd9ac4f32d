package dev.shmkit.internal.machine;

import dev.shmkit.internal.posix.Platform;
import dev.shmkit.testing.RunningChild;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Assembles the sources of machine code, and runs it in programs of C, in an emulator where it is another machine's. */
final class MachineCode {
    private static final Path SOURCES = Path.of("src", "main", "native");
    private static final Path PROGRAMS = Path.of("src", "test", "c");
    private static final String EMULATOR = "qemu-aarch64-static";

    private final Path directory;
    private final boolean arm;
    private final String cross;
    private final String compiler;

    private MachineCode(Path directory, boolean arm) {
        this.directory = directory;
        this.arm = arm;
        this.cross = arm == Platform.ARM ? "" : "aarch64-linux-gnu-";
        this.compiler = cross.isEmpty() ? "cc" : cross + "gcc";
    }

    /** Of this machine; files may be left in the directory. */
    static MachineCode own(Path directory) {
        return new MachineCode(directory, Platform.ARM);
    }

    static MachineCode aarch64(Path directory) {
        return new MachineCode(directory, true);
    }

    boolean canAssemble() {
        return onThePath(cross + "as");
    }

    boolean canRun() {
        return onThePath(compiler) && (cross.isEmpty() || onThePath(EMULATOR));
    }

    /** The instructions of a source. */
    byte[] assembled(String name) throws IOException {
        Path source = SOURCES.resolve(name + (arm ? "-aarch64.S" : "-x86_64.S"));
        Path object = directory.resolve(name + ".o");
        Path code = directory.resolve(name + ".bin");
        run(List.of(cross + "as", "-o", object.toString(), source.toString()));
        run(List.of(cross + "objcopy", "-O", "binary", "-j", ".text", object.toString(), code.toString()));
        return Files.readAllBytes(code);
    }

    /** Runs a program of C that is given the file with the code, and must succeed. */
    void run(String program, byte[] code) throws IOException {
        Path compiled = directory.resolve(program);
        List<String> command = new ArrayList<>(List.of(compiler, "-std=c11", "-O2", "-Wall", "-Wextra", "-Werror"));
        if (!cross.isEmpty()) {
            command.addAll(List.of("-static", "-mno-outline-atomics"));
        }
        command.addAll(List.of(
                "-o", compiled.toString(), PROGRAMS.resolve(program + ".c").toString()));
        run(command);
        String file = Files.write(directory.resolve("code"), code).toString();
        run(cross.isEmpty() ? List.of(compiled.toString(), file) : List.of(EMULATOR, compiled.toString(), file));
    }

    private static void run(List<String> command) throws IOException {
        try (RunningChild child = RunningChild.start(command)) {
            child.awaitExit().requireSuccess();
        }
    }

    private static boolean onThePath(String command) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(part -> Files.isExecutable(Path.of(part, command)));
    }
}
