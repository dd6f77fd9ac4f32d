package dev.shmkit.notebooks.command;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.shmkit.SharedMemory;
import dev.shmkit.notebooks.JavaKernel;
import dev.shmkit.notebooks.KotlinKernel;
import dev.shmkit.snippets.WarmUp;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kernel specs {@code shmkit-java} and {@code shmkit-kotlin}, for the Java and the class path that this JVM runs with. The
 * Kotlin kernel's own class path is in the file that {@code shmkit.kotlin.kernel} names; it runs on Java 17 only.
 */
final class KernelSpecs {
    static final int KOTLIN_KERNEL_JAVA = 17;

    /** What a cell may refer to; the rest of the kernel's class path is the kernel's. */
    private static final Predicate<String> SEEN_BY_CELLS = Pattern.compile(
                    "/(kotlin-jupyter-(api|lib|common)|kotlin-stdlib|kotlin-reflect|kotlin-script-runtime|kotlinx-)")
            .asPredicate();

    private final Path kernels;
    private final boolean watched;

    /** Of the Kotlin kernel's JVM, besides those that all have. */
    private final List<String> kotlinOptions;

    private KernelSpecs(Path data, boolean watched, List<String> kotlinOptions) {
        this.kernels = data.resolve("kernels");
        this.watched = watched;
        this.kotlinOptions = kotlinOptions;
    }

    /**
     * For a Jupyter data directory, and for people who look on: sampling shows its progress.
     *
     * @param data such as {@code ~/.local/share/jupyter}
     */
    static KernelSpecs of(Path data) {
        return new KernelSpecs(data, true, archiveOptions());
    }

    /** For a Jupyter data directory whose kernels run when nobody looks on: no progress gets into the outputs. */
    static KernelSpecs unwatched(Path data) {
        return unwatched(data, archiveOptions());
    }

    /** The same with these options for the Kotlin kernel's JVM. */
    static KernelSpecs unwatched(Path data, List<String> kotlinOptions) {
        return new KernelSpecs(data, false, kotlinOptions);
    }

    private static List<String> archiveOptions() {
        return KotlinArchive.ofKernel().map(KotlinArchive::options).orElse(List.of());
    }

    /** The data directory of this user, as Jupyter looks for it: what is empty is not set. */
    static Path userData() {
        Map<String, String> environment = System.getenv();
        String configured = environment.getOrDefault("JUPYTER_DATA_DIR", "");
        if (!configured.isEmpty()) {
            return Path.of(configured);
        }
        String shared = environment.getOrDefault("XDG_DATA_HOME", "");
        return (shared.isEmpty() ? Path.of(home(environment), ".local/share") : Path.of(shared)).resolve("jupyter");
    }

    /** Not what the system has on record, where a container or a batch job is given another. */
    private static String home(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return home.isEmpty() ? System.getProperty("user.home") : home;
    }

    /**
     * Writes the specs.
     *
     * @return what was written, a line each
     */
    List<String> install() throws IOException {
        List<String> done = new ArrayList<>();
        done.add(installJava());
        @Nullable String kotlin = kotlinClassPath();
        if (kotlin == null) {
            done.add("shmkit-kotlin is left out: "
                    + (Runtime.version().feature() == KOTLIN_KERNEL_JAVA
                            ? "the Kotlin kernel is not there; './shm notebook install' builds it"
                            : "the Kotlin kernel runs on Java 17 only, this is Java "
                                    + Runtime.version().feature()));
        } else {
            done.add(installKotlin(kotlin));
        }
        return done;
    }

    /**
     * The Kotlin kernel, without what starts it.
     *
     * @return null when the launcher named none
     */
    static @Nullable String kotlinClassPath() {
        @Nullable String file = System.getProperty("shmkit.kotlin.kernel");
        if (file == null) {
            return null;
        }
        try {
            // The kernel brings an old JNA that it does not need itself and that would hide ours.
            return Arrays.stream(Files.readString(Path.of(file)).strip().split(File.pathSeparator, -1))
                    .filter(jar -> !jar.contains("/jna-"))
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException("the Kotlin kernel's class path cannot be read", e);
        }
    }

    private String installJava() throws IOException {
        List<String> command = new ArrayList<>(java(classPath()));
        command.addAll(List.of(JavaKernel.class.getName(), "{connection_file}"));
        return write("shmkit-java", "Java " + Runtime.version().feature() + " (shmkit)", "java", command);
    }

    private String installKotlin(String classPath) throws IOException {
        if (Runtime.version().feature() != KOTLIN_KERNEL_JAVA) {
            throw new IllegalStateException("the Kotlin kernel runs on Java 17 only");
        }
        Path home = kernels.resolve("shmkit-kotlin/home").toAbsolutePath();
        // Where the kernel looks for what %use names, if its class path has the folder above. Nothing is left to do,
        // but
        // a notebook that names it is understood.
        Path libraries = Files.createDirectories(home.resolve("jupyterLibraries"));
        Map<String, Object> library = new LinkedHashMap<>();
        library.put("description", "Shared memory regions with a lock inside");
        writeJson(libraries.resolve("shmkit.json"), library);
        Files.writeString(home.resolve(KotlinKernel.WRONG_FILE), KotlinKernel.WRONG_CODE);
        Path quiet = Files.writeString(
                home.resolve("logback.xml"), "<configuration><root level=\"OFF\"/></configuration>\n");
        // An archive of the kernel's classes serves a longer class path, too.
        List<String> command = new ArrayList<>(java(String.join(
                File.pathSeparator, classPath, jar(KernelSpecs.class), jar(SharedMemory.class), home.toString())));
        command.addAll(1, kotlinOptions);
        command.addAll(1, largePages());
        command.addAll(List.of(
                "-Dlogback.configurationFile=" + quiet,
                KotlinKernel.class.getName(),
                "{connection_file}",
                "-home=" + home,
                "-cp="
                        + Stream.concat(
                                        Arrays.stream(classPath.split(File.pathSeparator, -1))
                                                .filter(SEEN_BY_CELLS),
                                        kotlinDependencies().stream())
                                .collect(Collectors.joining(File.pathSeparator))));
        return write("shmkit-kotlin", "Kotlin (shmkit)", "kotlin", command);
    }

    /** Where programs may ask for them: while a compiler starts, the first touch of each page is much of what it does. */
    private static List<String> largePages() {
        try {
            String allowed = Files.readString(Path.of("/sys/kernel/mm/transparent_hugepage/enabled"));
            return allowed.contains("[never]") ? List.of() : List.of("-XX:+UseTransparentHugePages");
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String jar(Class<?> within) {
        try {
            return Path.of(within.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything but Kotlin's own library: the kernel brings the one that its compiler knows. */
    private static List<String> kotlinDependencies() {
        return Arrays.stream(classPath().split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("/kotlin-stdlib-"))
                .toList();
    }

    private List<String> java(String classPath) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!collectorIsChosen()) {
            command.add("-XX:+UseSerialGC");
        }
        // Where DISPLAY is set but nobody answers, pictures would not be drawn.
        command.add("-Djava.awt.headless=true");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dslf4j.internal.verbosity=ERROR");
        command.add("-Dshmkit.progress=" + (watched ? "always" : "never"));
        @Nullable String warmUp = System.getProperty(WarmUp.PROPERTY);
        if (warmUp != null) {
            command.add("-D" + WarmUp.PROPERTY + "=" + warmUp);
        }
        command.add("-cp");
        command.add(classPath);
        return command;
    }

    /** By the options that the user gives every JVM: one refuses two collectors. */
    private static boolean collectorIsChosen() {
        return Stream.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
                .map(name -> System.getenv().getOrDefault(name, ""))
                .anyMatch(options -> options.matches("(?s).*-XX:\\+Use\\w*GC.*"));
    }

    private String write(String name, String displayName, String language, List<String> command) throws IOException {
        Path folder = Files.createDirectories(kernels.resolve(name));
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("argv", command);
        spec.put("display_name", displayName);
        spec.put("language", language);
        spec.put("interrupt_mode", "message");
        writeJson(folder.resolve("kernel.json"), spec);
        return "%s is installed in %s".formatted(name, folder);
    }

    private static void writeJson(Path file, Map<String, Object> content) throws IOException {
        Files.writeString(file, JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(content) + "\n");
    }
}
