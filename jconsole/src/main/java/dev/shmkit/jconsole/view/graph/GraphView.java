package dev.shmkit.jconsole.view.graph;

import dev.shmkit.jconsole.model.LockThread;
import dev.shmkit.jconsole.model.graph.GraphLayout;
import dev.shmkit.jconsole.model.graph.GraphLayout.Place;
import dev.shmkit.jconsole.model.graph.WaitGraph;
import dev.shmkit.jconsole.model.graph.WaitGraph.Edge;
import dev.shmkit.jconsole.model.graph.WaitGraph.Node;
import dev.shmkit.jconsole.model.graph.WaitGraph.RegionNode;
import dev.shmkit.jconsole.model.graph.WaitGraph.ThreadNode;
import dev.shmkit.jconsole.view.style.Palette;
import dev.shmkit.jconsole.view.style.Tips;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Map;
import javax.swing.JComponent;
import javax.swing.ToolTipManager;
import javax.swing.UIManager;
import org.jspecify.annotations.Nullable;

/** Paints a wait-for graph: threads round, regions square, circles in red. */
public final class GraphView extends JComponent {
    private static final long serialVersionUID = 1;
    private static final int BOX_WIDTH = 126;
    private static final int BOX_HEIGHT = 38;
    private static final int COLUMN = 150;
    private static final int ROW = 56;
    private static final int MARGIN = 14;
    private static final int STRIPE = 5;

    private final transient Palette palette;
    private transient WaitGraph graph = new WaitGraph(List.of(), List.of());
    private transient GraphLayout layout = GraphLayout.of(graph);

    /** Empty until it is told what to show. */
    public GraphView(Palette palette) {
        this.palette = palette;
        setFont(UIManager.getFont("Label.font"));
        ToolTipManager.sharedInstance().registerComponent(this);
    }

    /** Shows a graph. */
    public void show(WaitGraph shown) {
        if (!shown.equals(graph)) {
            graph = shown;
            layout = GraphLayout.of(shown);
            setPreferredSize(new Dimension(
                    2 * MARGIN + layout.columns() * COLUMN - (COLUMN - BOX_WIDTH),
                    2 * MARGIN + layout.rows() * ROW - (ROW - BOX_HEIGHT)));
            revalidate();
            repaint();
        }
    }

    private int left(Place place) {
        return MARGIN + place.column() * COLUMN;
    }

    private int top(Place place) {
        return MARGIN + (int) Math.round(place.row() * ROW);
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Palette.PAPER);
        g.fillRect(0, 0, getWidth(), getHeight());
        g.setFont(getFont());
        if (graph.nodes().isEmpty()) {
            g.setColor(Palette.FAINT);
            g.drawString(
                    "Nobody holds or wants this lock.",
                    MARGIN,
                    MARGIN + g.getFontMetrics().getAscent());
        }
        Map<Node, Place> places = layout.places();
        graph.edges().forEach(edge -> paintEdge(g, edge, places));
        graph.nodes().forEach(node -> paintNode(g, node, places));
        g.dispose();
    }

    private void paintEdge(Graphics2D g, Edge edge, Map<Node, Place> places) {
        Place from = places.getOrDefault(edge.from(), new Place(0, 0));
        Place to = places.getOrDefault(edge.to(), new Place(0, 0));
        g.setColor(edge.circular() ? Palette.ALARM : Palette.FAINT);
        g.setStroke(
                edge.certain()
                        ? new BasicStroke(edge.circular() ? 2.4f : 1.6f)
                        : new BasicStroke(
                                1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {4, 4}, 0));
        boolean right = to.column() > from.column();
        boolean leftwards = to.column() < from.column();
        boolean down = to.row() > from.row();
        if (right || leftwards) {
            Arrows.paint(
                    g,
                    left(from) + (right ? BOX_WIDTH : 0),
                    top(from) + BOX_HEIGHT / 2,
                    left(to) + (right ? 0 : BOX_WIDTH),
                    top(to) + BOX_HEIGHT / 2);
        } else {
            int x = left(from) + BOX_WIDTH / 2;
            Arrows.paint(g, x, top(from) + (down ? BOX_HEIGHT : 0), x, top(to) + (down ? 0 : BOX_HEIGHT));
        }
    }

    private void paintNode(Graphics2D g, Node node, Map<Node, Place> places) {
        Place place = places.getOrDefault(node, new Place(0, 0));
        boolean alarm = graph.circular(node);
        if (node instanceof ThreadNode thread) {
            LockThread who = thread.thread();
            paintBox(g, place, BOX_HEIGHT / 2, palette.of(who.process()), alarm);
            paintTexts(g, place, who.process().toString(), who.name().isEmpty() ? "tid " + who.tid() : who.name());
        } else if (node instanceof RegionNode region) {
            paintBox(g, place, 0, Palette.LINE, alarm);
            paintTexts(g, place, region.key(), "region");
        }
    }

    private void paintBox(Graphics2D g, Place place, int arc, Color color, boolean alarm) {
        int x = left(place);
        int y = top(place);
        g.setColor(Palette.pale(color));
        g.fillRoundRect(x, y, BOX_WIDTH, BOX_HEIGHT, arc, arc);
        g.setColor(alarm ? Palette.ALARM : color);
        g.setStroke(new BasicStroke(alarm ? 2.4f : 1.6f));
        g.drawRoundRect(x, y, BOX_WIDTH, BOX_HEIGHT, arc, arc);
        if (arc > 0) {
            g.setColor(color);
            g.fillRoundRect(x + STRIPE, y + STRIPE, STRIPE, BOX_HEIGHT - 2 * STRIPE, STRIPE, STRIPE);
        }
    }

    private void paintTexts(Graphics2D g, Place place, String name, String below) {
        int x = left(place) + 3 * STRIPE;
        int room = BOX_WIDTH - 4 * STRIPE;
        g.setColor(Palette.INK);
        g.setFont(getFont().deriveFont(Font.BOLD, 12f));
        g.drawString(fitting(name, g.getFontMetrics(), room), x, top(place) + 16);
        g.setColor(Palette.FAINT);
        g.setFont(getFont().deriveFont(Font.PLAIN, 11f));
        g.drawString(fitting(below, g.getFontMetrics(), room), x, top(place) + 31);
    }

    /** The end of a name tells more than its middle. */
    private static String fitting(String text, FontMetrics metrics, int width) {
        if (metrics.stringWidth(text) <= width) {
            return text;
        }
        int kept = text.length() - 1;
        while (kept > 2 && metrics.stringWidth(shortened(text, kept)) > width) {
            kept--;
        }
        return shortened(text, kept);
    }

    private static String shortened(String text, int kept) {
        return text.substring(0, kept / 2) + "\u2026" + text.substring(text.length() - (kept - kept / 2));
    }

    @Override
    public @Nullable String getToolTipText(MouseEvent event) {
        return layout.places().entrySet().stream()
                .filter(entry -> hits(entry.getValue(), event))
                .findFirst()
                .map(entry -> Tips.text(describe(entry.getKey())))
                .orElse(null);
    }

    private boolean hits(Place place, MouseEvent event) {
        int x = event.getX() - left(place);
        int y = event.getY() - top(place);
        return x >= 0 && x <= BOX_WIDTH && y >= 0 && y <= BOX_HEIGHT;
    }

    private static String describe(Node node) {
        if (node instanceof ThreadNode thread) {
            return thread.thread() + ", tid " + thread.thread().tid();
        }
        return node instanceof RegionNode region ? region.key() + "\n" + region.path() : "";
    }
}
