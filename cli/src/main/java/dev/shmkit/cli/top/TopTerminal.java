package dev.shmkit.cli.top;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Attributes;
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

    private final Terminal terminal;
    private final Attributes before;
    private final AtomicBoolean left = new AtomicBoolean();
    private final AtomicBoolean interrupted = new AtomicBoolean();

    TopTerminal() throws IOException {
        // The provider that asks stty: nothing native is unpacked and loaded.
        terminal = TerminalBuilder.builder().system(true).provider("exec").build();
        before = terminal.enterRawMode();
        terminal.handle(Terminal.Signal.INT, signal -> interrupted.set(true));
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
        Runtime.getRuntime().addShutdownHook(new Thread(this::leave));
    }

    /** Replaces what is on the screen; what does not fit is cut off. */
    void show(List<TopScreen.Line> lines, String footer) {
        int width = Math.max(1, terminal.getColumns());
        int height = Math.max(2, terminal.getRows());
        terminal.puts(Capability.cursor_home);
        for (int i = 0; i < height; i++) {
            boolean last = i == height - 1;
            String text = last ? footer : i < lines.size() ? lines.get(i).text() : "";
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

    /** Waits for a key; {@link #NO_KEY} when none came in time, {@code q} for the interrupt key and the end of input. */
    int key(long mostMillis) throws IOException {
        int key = interrupted.get() ? 'q' : terminal.reader().read(mostMillis);
        return interrupted.get() || key == NonBlockingReader.EOF ? 'q' : key;
    }

    private void leave() {
        if (left.compareAndSet(false, true)) {
            terminal.puts(Capability.cursor_visible);
            terminal.puts(Capability.exit_ca_mode);
            terminal.flush();
            terminal.setAttributes(before);
        }
    }

    @Override
    public void close() throws IOException {
        leave();
        terminal.close();
    }
}
