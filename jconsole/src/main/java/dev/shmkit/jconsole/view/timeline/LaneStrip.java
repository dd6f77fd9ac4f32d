package dev.shmkit.jconsole.view.timeline;

import dev.shmkit.jconsole.model.timeline.Timeline.Kind;
import dev.shmkit.jconsole.model.timeline.Timeline.Span;
import dev.shmkit.jconsole.view.style.Palette;
import dev.shmkit.jconsole.view.style.Tips;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.event.MouseEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.swing.JComponent;
import javax.swing.ToolTipManager;
import org.jspecify.annotations.Nullable;

/** One lane of the timeline: solid while a process holds the lock, hatched while it waits. The right edge is now. */
final class LaneStrip extends JComponent {
    private static final long serialVersionUID = 1;
    private static final int HEIGHT = 22;
    private static final int MARGIN = 3;
    private static final int HATCH = 6;
    /** A span shorter than a look still shows. */
    private static final int NARROWEST = 2;

    private final transient Palette palette;
    private transient List<Span> spans = List.of();
    private long fromMillis;
    private long toMillis = 1;

    LaneStrip(Palette palette) {
        this.palette = palette;
        setPreferredSize(new Dimension(100, HEIGHT));
        setMinimumSize(new Dimension(60, HEIGHT));
        ToolTipManager.sharedInstance().registerComponent(this);
    }

    void show(List<Span> shown, long from, long to) {
        spans = shown;
        fromMillis = from;
        toMillis = to;
        repaint();
    }

    private int x(long millis) {
        return (int) Math.round((double) (millis - fromMillis) * getWidth() / (toMillis - fromMillis));
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Palette.PAPER);
        g.fillRect(0, 0, getWidth(), getHeight());
        g.setColor(Palette.LINE);
        g.drawLine(0, getHeight() - 1, getWidth(), getHeight() - 1);
        for (Span span : inPaintingOrder()) {
            int left = Math.max(0, x(span.fromMillis()));
            int right = Math.min(getWidth(), Math.max(x(span.toMillis()), left + NARROWEST));
            if (right > 0) {
                int height = getHeight() - 2 * MARGIN - 1;
                int above = belowAnother(span) ? height / 2 : 0;
                paint(g, span.kind(), palette.of(span.process()), left, MARGIN + above, right - left, height - above);
            }
        }
        g.dispose();
    }

    private List<Span> inPaintingOrder() {
        return spans.stream()
                .sorted(Comparator.comparing(span -> span.kind() == Kind.WAITING))
                .toList();
    }

    /** Of a process that holds the lock with one thread and wants it with another both are seen: the wait takes the lower half. */
    private boolean belowAnother(Span span) {
        return span.kind() == Kind.WAITING
                && spans.stream()
                        .anyMatch(other -> other.kind() != Kind.WAITING
                                && other.fromMillis() < span.toMillis()
                                && span.fromMillis() < other.toMillis());
    }

    static void paint(Graphics2D g, Kind kind, Color color, int left, int top, int width, int height) {
        switch (kind) {
            case FREE -> fill(g, Palette.FREE, left, top, width, height);
            case UNKNOWN -> fill(g, Palette.UNKNOWN, left, top, width, height);
            case HELD -> fill(g, color, left, top, width, height);
            case WAITING -> hatch(g, color, left, top, width, height);
            case ABANDONED -> {
                fill(g, Palette.ALARM, left, top, width, height);
                hatch(g, Palette.INK, left, top, width, height);
            }
        }
    }

    private static void fill(Graphics2D g, Color color, int left, int top, int width, int height) {
        g.setColor(color);
        g.fillRect(left, top, width, height);
    }

    private static void hatch(Graphics2D g, Color color, int left, int top, int width, int height) {
        fill(g, Palette.pale(color), left, top, width, height);
        Shape clip = g.getClip();
        g.clipRect(left, top, width, height);
        g.setColor(color);
        g.setStroke(new BasicStroke(1.4f));
        // Counted from the strip's edge, so that stripes stay where they are while the span grows.
        for (int x = left - left % HATCH - height; x < left + width; x += HATCH) {
            g.drawLine(x, top + height, x + height, top);
        }
        g.setClip(clip);
        g.drawRect(left, top, width - 1, height - 1);
    }

    @Override
    public @Nullable String getToolTipText(MouseEvent event) {
        return spans.stream()
                .filter(span -> x(span.fromMillis()) <= event.getX() && event.getX() <= x(span.toMillis()))
                .map(LaneStrip::describe)
                .reduce((one, other) -> one + "\n" + other)
                .map(Tips::text)
                .orElse(null);
    }

    private static String describe(Span span) {
        String seconds = String.format(Locale.ROOT, "%.0f s", (span.toMillis() - span.fromMillis()) / 1000.0);
        String who = span.process() == null ? "" : span.process() + " ";
        return who
                + switch (span.kind()) {
                    case FREE -> "free for ";
                    case HELD -> "holds the lock for ";
                    case ABANDONED -> "has died with the lock; abandoned for ";
                    case WAITING -> "waits for the lock for ";
                    case UNKNOWN -> "hidden for ";
                }
                + seconds;
    }
}
