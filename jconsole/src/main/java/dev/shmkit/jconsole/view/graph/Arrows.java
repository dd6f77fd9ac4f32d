package dev.shmkit.jconsole.view.graph;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.Stroke;

/** Paints an arrow. */
final class Arrows {
    private static final int LENGTH = 9;
    private static final int HALF_WIDTH = 4;

    private Arrows() {}

    /** In the colour and with the stroke that are set; its tip touches the end. */
    static void paint(Graphics2D g, int fromX, int fromY, int toX, int toY) {
        double angle = Math.atan2(toY - fromY, toX - fromX);
        int baseX = (int) Math.round(toX - LENGTH * Math.cos(angle));
        int baseY = (int) Math.round(toY - LENGTH * Math.sin(angle));
        g.drawLine(fromX, fromY, baseX, baseY);
        int acrossX = (int) Math.round(HALF_WIDTH * Math.sin(angle));
        int acrossY = (int) Math.round(HALF_WIDTH * Math.cos(angle));
        Stroke stroke = g.getStroke();
        g.setStroke(new BasicStroke(1));
        g.fillPolygon(new Polygon(
                new int[] {toX, baseX + acrossX, baseX - acrossX},
                new int[] {toY, baseY - acrossY, baseY + acrossY},
                3));
        g.setStroke(stroke);
    }
}
