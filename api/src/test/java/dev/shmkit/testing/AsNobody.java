package dev.shmkit.testing;

import com.sun.jna.Native;
import dev.shmkit.SharedMemory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Child JVMs of a user who may do nothing in particular. Only root can start them: elsewhere the test is skipped. */
public final class AsNobody {
    /** The user, and the group. */
    public static final int UID = 65534;

    private AsNobody() {}

    /** Opens a directory to everybody, or skips the test. */
    public static void prepare(Path directory) throws IOException {
        Assumptions.assumeTrue(SelfProcess.isRoot(), "only root can act as another user");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A JVM that runs a class of the tests. The class path may lie in root's home: nobody gets a copy. */
    public static ChildJvm jvm(Class<?> main, Path directory) throws IOException {
        return jvm(main, directory, new String[0]);
    }

    private static ChildJvm jvm(Class<?> main, Path directory, String... asRoot) throws IOException {
        return ChildJvm.of(main)
                .through(asRoot)
                .through("setpriv", "--reuid=" + UID, "--regid=" + UID, "--clear-groups", "env", "HOME=/nonexistent")
                .classPath(List.of(
                        copy(SharedMemory.class, directory.resolve("api")),
                        copy(main, directory.resolve("tests")),
                        copy(Native.class, directory.resolve("jna.jar"))));
    }

    /** As {@link #jvm}, in a mount namespace whose proc shows other users' processes to nobody but root: see proc(5), hidepid. */
    public static ChildJvm jvmThatSeesNoOthers(Class<?> main, Path directory) throws IOException {
        return jvm(
                main,
                directory,
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount -t proc -o hidepid=2 proc /proc && exec \"$@\"",
                "sh");
    }

    /** Copies the jar or the folder of classes that a class comes from to where nobody can read it. */
    public static Path copy(Class<?> member, Path target) throws IOException {
        Path source = Path.of(URI.create(
                member.getProtectionDomain().getCodeSource().getLocation().toString()));
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                if (Files.notExists(copy)) {
                    Files.copy(file, copy);
                }
                Files.setPosixFilePermissions(
                        copy, PosixFilePermissions.fromString(Files.isDirectory(copy) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
        return target;
    }
}
