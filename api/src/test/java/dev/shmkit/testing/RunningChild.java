package dev.shmkit.testing;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A child process whose output is captured and whose end has a deadline. Closing it kills it. */
public final class RunningChild implements AutoCloseable {
    private static final int DEADLINE_SECONDS = 120;

    private final Process process;
    private final BufferedWriter input;
    private final Thread reader;
    private final StringBuilder output = new StringBuilder();

    RunningChild(Process process) {
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.reader = new Thread(this::capture, "output-of-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts any program; whoever does so closes it. */
    public static RunningChild start(List<String> command) throws IOException {
        return new RunningChild(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void capture() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                append(line + "\n");
            }
        } catch (IOException e) {
            append(e.toString());
        }
    }

    private synchronized void append(String text) {
        output.append(text);
    }

    /** The process id of the child, or of what {@link ChildJvm#through} wrapped around it. */
    public long pid() {
        return process.pid();
    }

    /** True until it ends. */
    public boolean alive() {
        return process.isAlive();
    }

    /** What it has printed so far. */
    public synchronized String output() {
        return output.toString();
    }

    /** Waits for a line that begins with a word and gives the rest of it. */
    public String awaitLine(String word) {
        Eventually.until(
                () -> "child prints \"" + word + "\"; so far:\n" + output(),
                () -> line(word).isPresent() || !reader.isAlive());
        return line(word).orElseThrow(() -> new AssertionError("child ended without \"" + word + "\":\n" + output()));
    }

    private Optional<String> line(String word) {
        return output().lines()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()).strip())
                .findFirst();
    }

    /** Sends it a line. */
    public void tell(String line) throws IOException {
        input.write(line);
        input.newLine();
        input.flush();
    }

    /** Tells it that nothing more will come. */
    public void closeInput() throws IOException {
        input.close();
    }

    /** Waits for its end. */
    public ChildJvm.Exit awaitExit() {
        try {
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("child still runs after " + DEADLINE_SECONDS + " s:\n" + output());
            }
            reader.join(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
            return new ChildJvm.Exit(process.exitValue(), output());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a child", e);
        }
    }

    /** Kills it with SIGKILL and waits until it is gone and reaped. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Asks it with SIGTERM to end and waits until it has. */
    public ChildJvm.Exit terminate() {
        process.destroy();
        return awaitExit();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        if (process.isAlive()) {
            kill();
        }
    }
}
