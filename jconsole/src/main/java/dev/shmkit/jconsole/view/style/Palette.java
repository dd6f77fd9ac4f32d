package dev.shmkit.jconsole.view.style;

import dev.shmkit.jconsole.model.ProcessId;
import java.awt.Color;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tab's colours. A process keeps its colour, in the timelines of all locks and in the graph. */
public final class Palette {
    /** What wants attention. */
    public static final Color ALARM = new Color(0xC62828);
    /** Text. */
    public static final Color INK = new Color(0x263238);
    /** Text that says less, arrows, and whose process is not known. */
    public static final Color FAINT = new Color(0x78909C);
    /** Borders. */
    public static final Color LINE = new Color(0xCFD8DC);
    /** A lock that nobody holds. */
    public static final Color FREE = new Color(0xC5DFC0);
    /** A lock whose state cannot be told. */
    public static final Color UNKNOWN = new Color(0xECEFF1);
    /** The background. */
    public static final Color PAPER = Color.WHITE;

    /** Told apart by colour-blind people too; none is close to the alarm's red. */
    private static final List<Color> PROCESSES = List.of(
            new Color(0x0072B2),
            new Color(0xE69F00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0x56B4E9),
            new Color(0x6A51A3),
            new Color(0x8C564B),
            new Color(0xA6A800));

    private final Map<ProcessId, Color> colors = new HashMap<>();

    /** A process's colour, the same whenever it is asked for; faint for none. */
    public Color of(@Nullable ProcessId process) {
        return process == null
                ? FAINT
                : colors.computeIfAbsent(process, added -> PROCESSES.get(colors.size() % PROCESSES.size()));
    }

    /** A background for a field's bytes; neighbours have different ones. */
    public static Color ofField(int index) {
        return pale(PROCESSES.get(index % PROCESSES.size()));
    }

    /** The colour as a background that text is read on. */
    public static Color pale(Color color) {
        return new Color(half(color.getRed()), half(color.getGreen()), half(color.getBlue()));
    }

    private static int half(int channel) {
        return 255 - (255 - channel) / 4;
    }
}
