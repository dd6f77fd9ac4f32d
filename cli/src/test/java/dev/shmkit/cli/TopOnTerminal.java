package dev.shmkit.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code shm top} in a JVM of its own, on a terminal. */
final class TopOnTerminal {
    private static final String TOP_LEFT = "\u001b[H";
    private static final String REST_OF_LINE_CLEARED = "\u001b[K";
    /** The terminal adds a carriage return of its own. */
    private static final String END_OF_LINE = "\r\r\n";

    private static final String IN_THE_LAST_LINE = "sorted by ";

    private TopOnTerminal() {}

    static Pty start(String... options) throws IOException {
        return Pty.start(command(options), Map.of());
    }

    static Pty start(int columns, int rows, String... options) throws IOException {
        return Pty.start("sh -c 'stty cols %d rows %d; exec %s'".formatted(columns, rows, command(options)), Map.of());
    }

    /** For a shell. */
    static String command(String... options) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return String.join(
                " ",
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "top",
                String.join(" ", options));
    }

    /** The lines of each screen that was painted to its end, with what colours them. */
    static List<List<String>> screens(Pty top) {
        return Arrays.stream(top.text().split(Pattern.quote(TOP_LEFT), -1))
                .skip(1)
                .filter(screen -> screen.contains(IN_THE_LAST_LINE))
                .map(screen -> Arrays.stream(screen.split(END_OF_LINE, -1))
                        .map(line -> line.replace(REST_OF_LINE_CLEARED, ""))
                        .toList())
                .toList();
    }
}
