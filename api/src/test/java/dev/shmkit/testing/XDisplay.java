package dev.shmkit.testing;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A display that nobody sees and nothing else uses. The server looks for a free number by itself: whoever looks for one first,
 * as xvfb-run does, may find that another has taken it, and xvfb-run waits for ever when the server is ready before it waits.
 */
final class XDisplay implements AutoCloseable {
    private static final Pattern NUMBER = Pattern.compile("^\\d+$", Pattern.MULTILINE);

    private final RunningChild server;
    private final String number;

    private XDisplay(RunningChild server) {
        this.server = server;
        Eventually.until(
                () -> "Xvfb has a display; it said:\n" + server.output(),
                () -> NUMBER.matcher(server.output()).find() || !server.alive());
        Matcher number = NUMBER.matcher(server.output());
        if (!number.find()) {
            throw new AssertionError("Xvfb has ended:\n" + server.output());
        }
        this.number = number.group();
    }

    static XDisplay start() throws IOException {
        RunningChild server = RunningChild.start(
                List.of("Xvfb", "-displayfd", "1", "-screen", "0", "1280x1000x24", "-noreset", "-nolisten", "tcp"));
        try {
            return new XDisplay(server);
        } catch (AssertionError e) {
            server.close();
            throw e;
        }
    }

    /** What programs know it by, in their variable DISPLAY. */
    String name() {
        return ":" + number;
    }

    /** Lets the server remove its files. */
    @Override
    public void close() {
        try {
            server.terminate();
        } finally {
            server.close();
        }
    }
}
