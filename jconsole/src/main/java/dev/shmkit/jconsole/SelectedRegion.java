package dev.shmkit.jconsole;

import dev.shmkit.jconsole.model.HostLook;
import dev.shmkit.jconsole.model.Region;
import dev.shmkit.jconsole.model.graph.WaitGraph;
import dev.shmkit.jconsole.model.timeline.Timelines;
import dev.shmkit.jconsole.remote.RegionBean;
import dev.shmkit.jconsole.view.HexdumpView;
import dev.shmkit.jconsole.view.RegionHead;
import dev.shmkit.jconsole.view.graph.GraphView;
import dev.shmkit.jconsole.view.style.Dividers;
import dev.shmkit.jconsole.view.style.Palette;
import dev.shmkit.jconsole.view.timeline.TimelineView;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.management.MBeanServerConnection;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTabbedPane;
import org.jspecify.annotations.Nullable;

/** All about the selected region: its lock's past and graph, its data, and what can be done with it. */
final class SelectedRegion extends JPanel {
    private static final long serialVersionUID = 1;
    /** Leaves room for a waiter, a region and its holder side by side. */
    private static final double TIMELINE_SHARE = 0.46;

    private final transient Supplier<@Nullable MBeanServerConnection> connection;
    private final transient Palette palette = new Palette();
    private final transient Timelines timelines = new Timelines();
    private final RegionHead head;
    private final TimelineView timeline = new TimelineView(palette);
    private final GraphView graph = new GraphView(palette);
    private final HexdumpView data = new HexdumpView(this::readData);
    private final JTabbedPane tabs = new JTabbedPane();
    private transient @Nullable Region region;
    private transient WaitGraph all = WaitGraph.of(List.of());

    SelectedRegion(Supplier<@Nullable MBeanServerConnection> connection, Runnable changed) {
        super(new BorderLayout());
        this.connection = connection;
        RegionActions actions = new RegionActions(this, connection, changed);
        this.head = new RegionHead(() -> withRegion(actions::recoverLock), () -> withRegion(actions::unlink));
        JScrollPane graphScroll = new JScrollPane(graph);
        graphScroll.setBorder(BorderFactory.createTitledBorder("Who waits for whom"));
        timeline.setBorder(BorderFactory.createTitledBorder("Lock timeline"));
        JSplitPane lock = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, timeline, graphScroll);
        timeline.setMinimumSize(new Dimension(0, 0));
        graphScroll.setMinimumSize(new Dimension(0, 0));
        Dividers.share(lock, TIMELINE_SHARE);
        tabs.addTab("Lock", lock);
        tabs.addTab("Data", data);
        tabs.addChangeListener(event -> readDataIfShown());
        add(head, BorderLayout.NORTH);
        add(tabs, BorderLayout.CENTER);
    }

    /** Takes in a look, before {@link #show} tells which of its regions is selected. */
    void saw(HostLook look) {
        timelines.add(look);
        all = WaitGraph.of(look.regions());
    }

    /** Shows a region, or none. */
    void show(@Nullable Region selected) {
        boolean another = !Objects.equals(path(selected), path(region));
        region = selected;
        head.show(selected);
        timeline.show(timelines.of(path(selected)));
        graph.show(all.around(path(selected)));
        if (another) {
            data.show("");
            readDataIfShown();
        }
    }

    private static String path(@Nullable Region region) {
        return region == null ? "" : region.path();
    }

    private void withRegion(java.util.function.Consumer<Region> action) {
        if (region != null) {
            action.accept(region);
        }
    }

    private void readDataIfShown() {
        if (data.isShowing() || tabs.getSelectedComponent() == data) {
            data.read();
        }
    }

    private void readData(long offset, int length) {
        Region wanted = region;
        @Nullable MBeanServerConnection now = connection.get();
        if (wanted == null || now == null) {
            data.show("");
            return;
        }
        Background.run(
                () -> new RegionBean(now, wanted).hexdump(offset, length),
                text -> showData(wanted, text),
                message -> showData(wanted, message));
    }

    /** An answer that comes when another region is selected by then is too late. */
    private void showData(Region read, String text) {
        if (read.path().equals(path(region))) {
            data.show(text);
        }
    }
}
