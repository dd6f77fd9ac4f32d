package dev.shmkit.jconsole.view.timeline;

import dev.shmkit.jconsole.view.style.Palette;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.JComponent;
import javax.swing.UIManager;

/** The scale under the lanes: six steps back from now, fewer where there is no room. */
final class TimeAxis extends JComponent {
    private static final long serialVersionUID = 1;
    private static final int HEIGHT = 18;
    private static final int MOST_STEPS = 6;
    private static final int FEWEST_STEPS = 2;
    private static final int STEP_WIDTH = 70;
    private static final int TICK = 4;

    private long windowMillis = 60_000;

    TimeAxis() {
        setPreferredSize(new Dimension(200, HEIGHT));
        setFont(UIManager.getFont("Label.font").deriveFont(11f));
    }

    void show(long millis) {
        windowMillis = millis;
        repaint();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setFont(getFont());
        g.setColor(Palette.FAINT);
        FontMetrics metrics = g.getFontMetrics();
        // Of six, three or two steps, each is a whole number of seconds in every window.
        int room = getWidth() / STEP_WIDTH;
        int steps = room >= MOST_STEPS ? MOST_STEPS : room >= MOST_STEPS / 2 ? MOST_STEPS / 2 : FEWEST_STEPS;
        for (int step = 0; step <= steps; step++) {
            int x = (getWidth() - 1) * step / steps;
            g.drawLine(x, 0, x, TICK);
            String text = step == steps ? "now" : ago(windowMillis / 1000 * (steps - step) / steps);
            int width = metrics.stringWidth(text);
            g.drawString(text, Math.min(Math.max(0, x - width / 2), getWidth() - width), TICK + metrics.getAscent());
        }
        g.dispose();
    }

    /** Such as {@code −40 s} or {@code −1:20}. */
    private static String ago(long seconds) {
        return seconds < 60 ? "\u2212" + seconds + " s" : "\u2212%d:%02d".formatted(seconds / 60, seconds % 60);
    }
}
