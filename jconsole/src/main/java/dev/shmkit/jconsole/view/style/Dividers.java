package dev.shmkit.jconsole.view.style;

import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import javax.swing.JSplitPane;

/** Where the dividers of split panes stand. */
public final class Dividers {
    private Dividers() {}

    /**
     * Gives the first part a share of the room, of which nobody knows before the pane is first shown how much there is. From then on
     * the divider is the user's, and stays in proportion when the window grows.
     */
    public static void share(JSplitPane pane, double first) {
        pane.setResizeWeight(first);
        pane.addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent event) {
                pane.removeComponentListener(this);
                pane.setDividerLocation(first);
            }
        });
    }
}
