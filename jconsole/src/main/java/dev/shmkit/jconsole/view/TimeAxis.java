package dev.shmkit.jconsole.view;

import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.JComponent;
import javax.swing.UIManager;

/** The scale under the lanes: six steps back from now. */
final class TimeAxis extends JComponent {
    private static final long serialVersionUID = 1;
    private static final int HEIGHT = 18;
    private static final int STEPS = 6;
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
        for (int step = 0; step <= STEPS; step++) {
            int x = (getWidth() - 1) * step / STEPS;
            g.drawLine(x, 0, x, TICK);
            String text = step == STEPS ? "now" : ago(windowMillis / 1000 * (STEPS - step) / STEPS);
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
