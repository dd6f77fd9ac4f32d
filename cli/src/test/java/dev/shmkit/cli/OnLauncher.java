package dev.shmkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the launcher start from: one in a home of its own, and a shell that runs it. */
@ExtendWith(LeavesNothingBehind.class)
abstract class OnLauncher {
    private static final int DEADLINE_SECONDS = 60;

    @TempDir
    Path home = Path.of("");

    @BeforeEach
    final void prepare() throws IOException {
        Launcher.prepare(home);
    }

    record Ended(int status, String out, String err) {}

    /** Runs a line of bash in which {@code shm} is the launcher. */
    final Ended bash(String line) throws Exception {
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", line)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(Launcher.ENVIRONMENT);
        builder.environment().put("shm", home.resolve("shm").toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    final Path fakeProgram(String name, String line) throws IOException {
        Path program = home.resolve(name);
        Files.createDirectories(program.resolveSibling(""));
        Files.writeString(program, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }
}
