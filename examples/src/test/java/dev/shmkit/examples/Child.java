package dev.shmkit.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A child process with captured output. Everything that is waited for has a deadline. */
final class Child {
    static final Duration DEADLINE = Duration.ofSeconds(30);
    static final int KILLED = 128 + 9;

    private final String command;
    private final Process process;
    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final Queue<String> output = new ConcurrentLinkedQueue<>();
    private final Thread reader;

    private Child(String command, Process process) {
        this.command = command;
        this.process = process;
        this.reader = new Thread(this::read, "output of " + command);
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a command; what it writes to stderr is read like what it writes to stdout. */
    static Child start(List<String> command) {
        return start(command, Path.of("").toAbsolutePath());
    }

    /** Starts a command in a directory. */
    static Child start(List<String> command, Path directory) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            return new Child(String.join(" ", command), process);
        } catch (IOException e) {
            throw new AssertionError("could not start " + command, e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                unread.add(line);
            }
        } catch (IOException e) {
            output.add("(output was cut off: " + e + ")");
        }
    }

    long pid() {
        return process.pid();
    }

    boolean running() {
        return process.isAlive();
    }

    /** What it has written so far. */
    String output() {
        return String.join("\n", output);
    }

    /** Waits for the next line of its output. */
    String line() {
        try {
            String line = unread.poll(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(line)
                    .as("another line from %s after %s", command, output)
                    .isNotNull();
            return line;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for this line; others before it, such as a log's, do not count. */
    void awaitLine(String wanted) {
        while (!line().equals(wanted)) {
            // Another one.
        }
    }

    /** Waits for a line "word number" and gives the number. */
    long number(String word) {
        String line = line();
        assertThat(line).as("output of %s", command).startsWith(word + " ");
        return Long.parseLong(line.substring(word.length() + 1));
    }

    /** Presses the return key. */
    void enter() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("%s no longer listens: %s".formatted(command, output), e);
        }
    }

    String exitsWith(int status) {
        return exitsWith(status, DEADLINE);
    }

    /** Waits for its end, and gives everything it wrote, without the last line end. */
    String exitsWith(int status, Duration deadline) {
        try {
            boolean ended = process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(ended)
                    .as("%s ends within %s; it wrote: %s", command, deadline, output)
                    .isTrue();
            reader.join(DEADLINE.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(process.exitValue())
                .as("exit status of %s; it wrote: %s", command, output)
                .isEqualTo(status);
        return String.join("\n", output);
    }

    /** Sends it a signal such as STOP. */
    void signal(String name) {
        start(List.of("kill", "-" + name, Long.toString(pid()))).exitsWith(0);
    }

    /** Lets it read the end of its input. */
    void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException("%s no longer listens: %s".formatted(command, output), e);
        }
    }

    /** Kills it with SIGKILL and waits for its end. */
    void die() {
        kill();
        exitsWith(KILLED);
    }

    /** Ends it if the test did not, and tells whether that was needed. */
    boolean kill() {
        boolean wasRunning = process.isAlive();
        process.destroyForcibly();
        return wasRunning;
    }

    @Override
    public String toString() {
        return command;
    }
}
