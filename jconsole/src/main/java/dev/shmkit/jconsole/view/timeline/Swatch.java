package dev.shmkit.jconsole.view.timeline;

import dev.shmkit.jconsole.model.timeline.Timeline.Kind;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.Icon;

/** A little box beside a text, filled as the timeline is. */
record Swatch(Kind kind, Color color) implements Icon {
    private static final int SIZE = 12;

    @Override
    public void paintIcon(Component component, Graphics graphics, int x, int y) {
        Graphics2D g = (Graphics2D) graphics.create(x, y, SIZE, SIZE);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        LaneStrip.paint(g, kind, color, 0, 0, SIZE, SIZE);
        g.dispose();
    }

    @Override
    public int getIconWidth() {
        return SIZE;
    }

    @Override
    public int getIconHeight() {
        return SIZE;
    }
}
