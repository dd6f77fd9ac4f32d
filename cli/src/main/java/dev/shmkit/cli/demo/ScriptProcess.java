package dev.shmkit.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A JVM of its own that runs one of the demo's JShell scripts. Closing it ends the process, whatever it is doing, and waits. */
final class ScriptProcess implements AutoCloseable {
    private static final long LAST_WORDS_SECONDS = 10;

    private final String name;
    private final Path script;
    private final Process process;
    private final BufferedReader output;

    private ScriptProcess(String name, Path script, Process process) {
        this.name = name;
        this.script = script;
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts a script.
     *
     * @param main the command line's entry point
     * @param name which script
     * @param key what it finds in its {@code args[0]}
     */
    static ScriptProcess start(Class<?> main, String name, String key) throws IOException {
        Path script = Files.createTempFile("shm-demo-" + name, ".jsh");
        try (@Nullable InputStream resource = ScriptProcess.class.getResourceAsStream(name + ".jsh")) {
            if (resource == null) {
                throw new IOException(name + ".jsh is missing from the jar");
            }
            Files.write(script, resource.readAllBytes());
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        "run",
                        script.toString(),
                        key))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ScriptProcess(name, script, process);
    }

    long pid() {
        return process.pid();
    }

    /** Waits until the script says that it is ready. The demo's deadline ends the process, and so this wait. */
    void awaitReady() throws IOException {
        @Nullable String line = output.readLine();
        if (!"ready".equals(line)) {
            throw new IOException("the %s process did not get ready; it said \"%s\"".formatted(name, line));
        }
    }

    /** Lets the script go past one read of its standard input. */
    void go() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    void awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(LAST_WORDS_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("the %s process did not end well".formatted(name));
        }
    }

    /** Ends the process now. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        process.onExit().join();
        try {
            Files.deleteIfExists(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
