package dev.shmkit.internal.posix;

import dev.shmkit.ShmException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Refuses every system whose mutex and system calls shmkit does not know, before anything is touched. */
public final class Platform {
    /** Some numbers are others there. */
    public static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");

    private static final @Nullable String PROBLEM = findProblem();

    private Platform() {}

    /**
     * Passes on Linux with glibc from 2.30 on, which brought gettid(2) and pthread_mutex_clocklock(3), on x86-64 or aarch64.
     *
     * @throws ShmException elsewhere, saying what is missing
     */
    public static void require(String key, String operation) {
        if (PROBLEM != null) {
            throw new ShmException(key, operation, 0, "cannot %s region \"%s\": %s".formatted(operation, key, PROBLEM));
        }
    }

    private static @Nullable String findProblem() {
        String unsupported = unsupported(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        if (unsupported != null) {
            return unsupported;
        }
        try {
            LibC.gnu_get_libc_version();
            return null;
        } catch (LinkageError e) {
            return nativeLibraryProblem(e);
        }
    }

    static @Nullable String unsupported(String osName, String osArch) {
        boolean linux = osName.toLowerCase(Locale.ROOT).equals("linux");
        boolean known = osArch.equals("amd64") || osArch.equals("x86_64") || osArch.equals("aarch64");
        if (linux && known) {
            return null;
        }
        return "shmkit runs on Linux with glibc on x86-64 or aarch64, not on %s %s".formatted(osName, osArch);
    }

    static String nativeLibraryProblem(LinkageError error) {
        String cause = String.valueOf(error.getMessage()).lines().findFirst().orElse("");
        if (cause.contains("gnu_get_libc_version")) {
            return "shmkit needs glibc, and this C library is another one";
        }
        if (cause.contains("Error looking up function")) {
            return "shmkit needs glibc 2.30 or newer, and this one is older (%s)".formatted(cause);
        }
        return ("JNA's native library did not load (%s). shmkit needs glibc; when the temp directory is mounted noexec, "
                        + "name another one with -Djna.tmpdir=DIR")
                .formatted(cause);
    }
}
