package dev.shmkit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.testing.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A program at a terminal of its own, made by script(1): all that it wrote there, and keys to press. */
final class Pty implements AutoCloseable {
    private static final int DEADLINE_SECONDS = 60;

    private final Process process;
    private final StringBuilder text = new StringBuilder();

    private Pty(Process process) {
        this.process = process;
        Thread reader = new Thread(() -> read(process.getInputStream()), "terminal");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a command of the shell. Tests in the background have inherited ignored signals, a terminal's user has not. */
    static Pty start(String command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "script",
                        "--quiet",
                        "--return",
                        "--command",
                        "stty cols 160 rows 40; exec env --default-signal=HUP,INT,TERM " + command,
                        "/dev/null")
                .redirectErrorStream(true);
        builder.environment().put("TERM", "xterm");
        builder.environment().putAll(environment);
        return new Pty(builder.start());
    }

    /** Decodes what is read as one text: a character's bytes may come with two reads. */
    private void read(InputStream output) {
        Reader reader = new InputStreamReader(output, UTF_8);
        char[] characters = new char[4096];
        try {
            for (int count = reader.read(characters); count >= 0; count = reader.read(characters)) {
                append(String.valueOf(characters, 0, count));
            }
        } catch (IOException e) {
            append("(cut off: " + e + ")");
        }
    }

    private synchronized void append(String more) {
        text.append(more);
    }

    /** Everything that was written to the terminal so far. */
    synchronized String text() {
        return text.toString();
    }

    void await(String shown) {
        await(Pattern.compile(shown, Pattern.LITERAL));
    }

    void await(Pattern shown) {
        Eventually.until(
                () -> "\"" + shown + "\" is shown in:\n" + text(),
                () -> shown.matcher(text()).find());
    }

    void type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(UTF_8));
        process.getOutputStream().flush();
    }

    /** Sends a signal to the program, which the shell has become. */
    void signal(String name) throws IOException, InterruptedException {
        ProcessHandle program = process.children().findFirst().orElseThrow();
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(program.pid()))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    void exitsWith(int status) throws InterruptedException {
        assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS))
                .as(text())
                .isTrue();
        assertThat(process.exitValue()).as(text()).isEqualTo(status);
    }

    /** Ends what a failed test left running. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
