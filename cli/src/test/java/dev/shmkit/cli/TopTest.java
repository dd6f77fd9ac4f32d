package dev.shmkit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shmkit.ScopedLock;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeavesNothingBehind.class)
class TopTest {
    private static final String ALTERNATE_SCREEN = "\u001b[?1049h";
    private static final String ORDINARY_SCREEN = "\u001b[?1049l";

    private final String key = Keys.unique("top");
    private final SharedMemory region = SharedMemory.create(key, 4096);

    @AfterEach
    void remove() {
        region.close();
        SharedMemory.unlink(key);
    }

    @Test
    void shouldPrintOnceAsPlainText() {
        try (ScopedLock lock = region.lock()) {
            assertThat(lock).isNotNull();
            Terminal top = Terminal.run("top", "--once");
            assertThat(top.status()).isZero();
            assertThat(top.err()).isEmpty();
            assertThat(top.out()).contains("/dev/shm", "KEY").doesNotContain("\u001b");
            assertThat(top.out().lines().filter(line -> line.startsWith(key)))
                    .singleElement()
                    .asString()
                    .contains("4 KiB", "HELD", "java[");
        }
    }

    @Test
    void shouldSortByWhatItIsTold() {
        String larger = Keys.unique("larger");
        SharedMemory.create(larger, 8192).close();
        assertThat(keysBy("size")).containsSubsequence(larger, key);
        assertThat(keysBy("mappers")).containsSubsequence(key, larger);
        assertThat(keysBy("age")).containsSubsequence(key, larger);
        SharedMemory.unlink(larger);
    }

    private static List<String> keysBy(String column) {
        return Terminal.run("top", "--once", "--sort", column)
                .out()
                .lines()
                .map(line -> line.split(" ", 2)[0])
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--sort=colour", "--interval=0", "--interval=x", "--stall=-1"})
    void shouldRefuseOptionsThatMakeNoSense(String option) {
        Terminal wrong = Terminal.run("top", "--once", option);
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err().lines()).singleElement().asString().startsWith("shm: ");
    }

    @Test
    void shouldFillATerminalSortOnAKeyAndGiveTheScreenBack() throws Exception {
        ScopedLock lock = region.lock();
        Process top = onTerminal("top", "--interval", "0.1", "--stall", "0.1");
        Screen screen = new Screen(top.getInputStream());
        Eventually.until("the region is shown", () -> screen.text().contains(key));
        assertThat(screen.text()).contains(ALTERNATE_SCREEN).contains("sorted by waiters");
        press(top, 's');
        Eventually.until("it is sorted by size", () -> screen.text().contains("sorted by size"));
        lock.close();
        press(top, 'q');
        assertThat(top.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(top.exitValue()).isZero();
        Eventually.until("the screen is as before", () -> screen.text().contains(ORDINARY_SCREEN));
    }

    /** A terminal of its own, made by script(1). */
    private static Process onTerminal(String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = String.join(
                " ",
                "stty cols 120 rows 40; exec",
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                String.join(" ", arguments));
        ProcessBuilder builder = new ProcessBuilder("script", "--quiet", "--return", "--command", command, "/dev/null")
                .redirectErrorStream(true);
        builder.environment().put("TERM", "xterm");
        return builder.start();
    }

    private static void press(Process process, char key) throws IOException {
        process.getOutputStream().write(key);
        process.getOutputStream().flush();
    }

    /** Everything that was written to a terminal. */
    private static final class Screen {
        private final StringBuilder text = new StringBuilder();

        Screen(InputStream output) {
            Thread reader = new Thread(() -> read(output), "screen");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(InputStream output) {
            byte[] bytes = new byte[4096];
            try {
                for (int count = output.read(bytes); count >= 0; count = output.read(bytes)) {
                    append(new String(bytes, 0, count, UTF_8));
                }
            } catch (IOException e) {
                append("(cut off: " + e + ")");
            }
        }

        private synchronized void append(String more) {
            text.append(more);
        }

        synchronized String text() {
            return text.toString();
        }
    }
}
