package dev.shmkit.internal.posix;

import dev.shmkit.ShmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Refuses every system whose mutex and system calls shmkit does not know, before anything is touched. */
public final class Platform {
    /** Some numbers are others there. */
    public static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");

    private static final @Nullable Problem PROBLEM = findProblem();

    private record Problem(String text, @Nullable Throwable cause) {}

    private Platform() {}

    /**
     * Passes on Linux with glibc from 2.30 on, which brought gettid(2) and pthread_mutex_clocklock(3), on x86-64 or aarch64.
     *
     * @throws ShmException elsewhere, saying what is missing
     */
    public static void require(String key, String operation) {
        require("region \"" + key + "\"", key, operation);
    }

    /** The same for what is about all regions. */
    public static void requireForAll(String operation) {
        require("regions", "*", operation);
    }

    private static void require(String what, String key, String operation) {
        if (PROBLEM != null) {
            String message = "cannot %s %s: %s".formatted(operation, what, PROBLEM.text());
            ShmException refused = new ShmException(key, operation, 0, message);
            refused.initCause(PROBLEM.cause());
            throw refused;
        }
    }

    private static @Nullable Problem findProblem() {
        String unsupported = unsupported(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        if (unsupported != null) {
            return new Problem(unsupported, null);
        }
        try {
            LibC.gnu_get_libc_version();
            return null;
        } catch (LinkageError e) {
            return new Problem(nativeLibraryProblem(e), e);
        }
    }

    static @Nullable String unsupported(String osName, String osArch) {
        boolean linux = osName.toLowerCase(Locale.ROOT).equals("linux");
        boolean known = osArch.equals("amd64") || osArch.equals("x86_64") || osArch.equals("aarch64");
        if (linux && known) {
            return null;
        }
        return "shmkit runs on Linux with glibc on x86-64 or aarch64, not on %s %s; run it on such a machine, or in a container on one"
                .formatted(osName, osArch);
    }

    static String nativeLibraryProblem(LinkageError error) {
        String cause = firstMessage(error);
        if (causes(error).stream().anyMatch(Platform::missesJna)) {
            return "JNA is not on the class path (%s); add its jar, net.java.dev.jna:jna".formatted(cause);
        }
        if (causes(error).stream().anyMatch(Platform::refusesNativeAccess)) {
            return "this JVM does not let JNA load its native library (%s); start java with --enable-native-access=ALL-UNNAMED"
                    .formatted(cause);
        }
        if (cause.contains("gnu_get_libc_version")) {
            return "shmkit needs glibc, and this C library is another one; run it on a system with glibc, as Debian and Fedora are and Alpine is not";
        }
        if (cause.contains("Error looking up function")) {
            return "shmkit needs glibc 2.30 or newer, and this one is older (%s); run it on a newer system"
                    .formatted(cause);
        }
        return ("JNA's native library did not load (%s). shmkit needs glibc; when the temp directory is mounted noexec, "
                        + "name another one with -Djna.tmpdir=DIR")
                .formatted(cause);
    }

    private static boolean missesJna(Throwable thrown) {
        return thrown instanceof ClassNotFoundException
                && String.valueOf(thrown.getMessage()).startsWith("com.sun.jna.");
    }

    /** Where JNA's classes were refused before, the JVM tells of the first refusal in words only. */
    private static boolean refusesNativeAccess(Throwable thrown) {
        return thrown.toString().contains(IllegalCallerException.class.getName());
    }

    /** An initialiser that fails has no message of its own. */
    private static String firstMessage(Throwable thrown) {
        for (Throwable each : causes(thrown)) {
            @Nullable String message = each.getMessage();
            if (message != null) {
                return message.lines().findFirst().orElse("");
            }
        }
        return thrown.getClass().getName();
    }

    private static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (@Nullable Throwable each = thrown; each != null; each = each.getCause()) {
            causes.add(each);
        }
        return causes;
    }
}
