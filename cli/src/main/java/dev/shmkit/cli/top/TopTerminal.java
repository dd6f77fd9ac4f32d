package dev.shmkit.cli.top;

import java.io.IOError;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** A whole screen of a terminal that keys can be pressed at. Closing it gives the screen back as it was. */
final class TopTerminal implements AutoCloseable {
    /** What {@link #key} answers when no key was pressed. */
    static final int NO_KEY = NonBlockingReader.READ_EXPIRED;

    /** How late a signal can be noticed. */
    private static final long LONGEST_READ_MILLIS = 100;

    /** How much later than another process this one can meet a signal. */
    private static final long LONGEST_SIGNAL_MILLIS = 1000;

    /** What a terminal is taken for that does not know its size, as those of containers and builds. */
    private static final Size USUAL = Size.of(80, 24);

    // Kept, as a logger that nobody has is made anew. What a signal interrupts is nothing to warn of.
    private static final Logger JLINE = Logger.getLogger("org.jline");

    private Size size = USUAL;
    private final Terminal terminal;
    private final Attributes before;
    private final EndingSignals signals = new EndingSignals();

    TopTerminal() throws IOException {
        JLINE.setLevel(Level.OFF);
        // The provider that asks stty: nothing native is unpacked and loaded.
        terminal = TerminalBuilder.builder()
                .system(true)
                .provider("exec")
                .signalHandler(this::signalled)
                .build();
        for (Terminal.Signal signal : Terminal.Signal.values()) {
            if (signal != Terminal.Signal.INT) {
                terminal.handle(signal, Terminal.SignalHandler.SIG_DFL);
            }
        }
        try {
            before = terminal.enterRawMode();
        } catch (IOError e) {
            terminal.close();
            throw new IOException("the terminal cannot be set up: " + e.getCause(), e);
        }
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
    }

    private void signalled(Terminal.Signal signal) {
        if (signal == Terminal.Signal.INT) {
            signals.interrupt();
        }
    }

    /** How wide the screen is now. */
    int columns() {
        return size().getColumns();
    }

    /** Asked of another process, which a signal to all at this terminal ends, too: the size is what it was, then. */
    private Size size() {
        try {
            Size told = terminal.getSize();
            size = told.getColumns() > 0 && told.getRows() > 0 ? told : USUAL;
        } catch (IOError e) {
            signals.await(LONGEST_SIGNAL_MILLIS);
            if (signals.ended().isEmpty()) {
                throw e;
            }
        }
        return size;
    }

    /** The exit status that a signal asks for; 0 without one. */
    int status() {
        return signals.ended().orElse(0);
    }

    /** Replaces what is on the screen; of what does not fit the last line says how much it is. */
    void show(List<TopScreen.Line> lines, String footer) {
        Size size = size();
        int width = size.getColumns();
        int height = Math.max(2, size.getRows());
        int below = Math.max(0, lines.size() - (height - 1));
        String end = below == 0 ? footer : below + " more below; " + footer;
        terminal.puts(Capability.cursor_home);
        for (int i = 0; i < height; i++) {
            boolean last = i == height - 1;
            String text = last ? end : i < lines.size() ? lines.get(i).text() : "";
            boolean alarming = !last && i < lines.size() && lines.get(i).alarming();
            AttributedStyle style =
                    alarming ? AttributedStyle.BOLD.foreground(AttributedStyle.RED) : AttributedStyle.DEFAULT;
            terminal.writer()
                    .print(new AttributedString(text, style)
                            .columnSubSequence(0, width)
                            .toAnsi(terminal));
            terminal.puts(Capability.clr_eol);
            if (!last) {
                terminal.writer().print("\r\n");
            }
        }
        terminal.flush();
    }

    /** Waits for a key; {@link #NO_KEY} when none came in time, {@code q} for a signal to end and the end of input. */
    int key(long mostMillis) throws IOException {
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(mostMillis);
        int key = NO_KEY;
        long leftMillis = mostMillis;
        while (key == NO_KEY && leftMillis > 0 && signals.ended().isEmpty()) {
            key = terminal.reader().read(Math.min(LONGEST_READ_MILLIS, leftMillis));
            leftMillis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
        }
        return signals.ended().isPresent() || key == NonBlockingReader.EOF ? 'q' : key;
    }

    @Override
    public void close() throws IOException {
        terminal.puts(Capability.cursor_visible);
        terminal.puts(Capability.exit_ca_mode);
        terminal.flush();
        try {
            terminal.setAttributes(before);
        } catch (IOError e) {
            // A signal has ended what sets them; closing sets them once more.
            signals.await(LONGEST_SIGNAL_MILLIS);
        } finally {
            terminal.close();
        }
    }
}
