package dev.shmkit.cli.run;

import dev.shmkit.cli.run.failure.ScriptFailedException;
import dev.shmkit.cli.run.failure.ScriptPlace;
import dev.shmkit.cli.run.failure.ThrownPlace;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A compiled Kotlin script. The compiler is a process of its own and only there when the cache has nothing: this JVM never
 * loads it. What the launcher says in {@code shmkit.scripting} is the file with that process's options; without it, the
 * compiler is expected on our own class path.
 */
final class KotlinScript {
    private static final String COMPILER = "dev.shmkit.scripting.CompileScript";
    private static final String JAR = "script.jar";

    /** How the compiler's line about an error begins: with the script, or a file that it imports. */
    private static final Pattern ERROR = Pattern.compile("[^:]+\\.kts:\\d+: error: .*");

    private final List<Path> files;
    private final Path jar;

    private KotlinScript(List<Path> files, Path jar) {
        this.files = files;
        this.jar = jar;
    }

    static KotlinScript compile(Path script) throws IOException, InterruptedException, ScriptFailedException {
        List<String> options = options();
        String version = options.get(0).startsWith("@")
                ? Files.readString(Path.of(options.get(0).substring(1)))
                : String.join("\n", options);
        version += "\n" + ScriptDependencies.place(List.of(script));
        ScriptCache.Compiler compiler = (source, folder) -> {
            compile(options, source, folder.resolve(JAR));
            ScriptImports.keep(source, folder);
            ScriptDependencies.keep(dependencies(folder), ScriptImports.of(source, folder), folder);
        };
        Path entry = ScriptCache.compiled(script, version, compiler);
        if (!ScriptImports.unchanged(script, entry)
                || !ScriptDependencies.unchanged(dependencies(entry), ScriptImports.of(script, entry), entry)) {
            ScriptCache.remove(entry);
            entry = ScriptCache.compiled(script, version, compiler);
        }
        List<Path> files = Stream.concat(Stream.of(script), ScriptImports.of(script, entry).stream())
                .toList();
        return new KotlinScript(files, entry.resolve(JAR));
    }

    private static List<String> options() {
        @Nullable String file = System.getProperty("shmkit.scripting");
        return file == null
                ? List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"))
                : List.of("@" + file);
    }

    private static void compile(List<String> options, Path script, Path jar)
            throws IOException, InterruptedException, ScriptFailedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(COMPILER, script.toString(), jar.toString(), System.getProperty("java.class.path")));
        Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        compiler.getOutputStream().close();
        List<String> said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (compiler.waitFor() != 0) {
            List<String> errors =
                    said.stream().filter(line -> ERROR.matcher(line).matches()).toList();
            throw errors.isEmpty()
                    ? new ScriptFailedException(
                            "%s: the Kotlin compiler failed: %s".formatted(script, String.join(" ", said)))
                    : ScriptFailedException.uncompiled(errors);
        }
    }

    /** The jars and directories that the script was compiled with, but for ours: those the cache looks at. */
    private static List<Path> dependencies(Path folder) throws IOException {
        Set<Path> ours = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .collect(Collectors.toSet());
        return Stream.of(attribute(folder.resolve(JAR), Attributes.Name.CLASS_PATH)
                        .split(" ", -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(URI.create(entry)))
                .filter(entry -> !ours.contains(entry))
                .toList();
    }

    private static String attribute(Path jar, Attributes.Name name) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(name);
        }
    }

    /** Finds lines of it, and of what it imports, in exceptions. */
    ThrownPlace place() {
        return new ScriptPlace(files);
    }

    /** Runs the script, and what it imports before it. */
    void run(List<String> args) throws IOException, ReflectiveOperationException, ScriptFailedException {
        URL[] urls = {jar.toUri().toURL()};
        // Stays open: threads that the script started load classes after it has ended.
        URLClassLoader loader = new URLClassLoader(urls, KotlinScript.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        try {
            Class<?> script = loader.loadClass(attribute(jar, Attributes.Name.MAIN_CLASS));
            new ScriptObjects(args.toArray(String[]::new)).of(script);
        } catch (InvocationTargetException e) {
            throw ScriptFailedException.thrown(place(), Objects.requireNonNull(e.getCause()));
        }
    }
}
