package dev.shmkit.jconsole.view.timeline;

import dev.shmkit.jconsole.model.ProcessId;
import dev.shmkit.jconsole.model.timeline.Timeline;
import dev.shmkit.jconsole.model.timeline.Timeline.Kind;
import dev.shmkit.jconsole.model.timeline.Timeline.Span;
import dev.shmkit.jconsole.view.style.Palette;
import dev.shmkit.jconsole.view.style.Tips;
import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.util.ArrayList;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;

/** A lock's last minutes: a lane for the lock, and one for every process that held or wanted it, named beside it. */
public final class TimelineView extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int MOST_PROCESSES = 40;

    private record Window(String name, long millis) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final transient Palette palette;
    private final JPanel lanes = new JPanel(new GridBagLayout());
    private final TimeAxis axis = new TimeAxis();
    private final JComboBox<Window> windows = new JComboBox<>(new Window[] {
        new Window("last minute", 60_000), new Window("last 3 minutes", 180_000), new Window("last 10 minutes", 600_000)
    });
    private transient Timeline timeline = new Timeline();
    private transient List<ProcessId> named = List.of();
    private final transient List<LaneStrip> strips = new ArrayList<>();

    /** Empty until it is told what to show. */
    public TimelineView(Palette palette) {
        super(new BorderLayout());
        this.palette = palette;
        JPanel head = new JPanel(new FlowLayout(FlowLayout.LEADING, 8, 4));
        head.add(windows);
        JPanel legend = new JPanel(new FlowLayout(FlowLayout.LEADING, 12, 4));
        legend.add(new JLabel("holds", new Swatch(Kind.HELD, Palette.FAINT), JLabel.LEADING));
        legend.add(new JLabel("waits", new Swatch(Kind.WAITING, Palette.FAINT), JLabel.LEADING));
        legend.add(new JLabel("free", new Swatch(Kind.FREE, Palette.FAINT), JLabel.LEADING));
        legend.add(new JLabel("abandoned", new Swatch(Kind.ABANDONED, Palette.FAINT), JLabel.LEADING));
        legend.setToolTipText("Looked at once a second: what happens between two looks is not seen");
        windows.addActionListener(event -> show(timeline));
        lanes.setBorder(BorderFactory.createEmptyBorder(4, 8, 4, 12));
        JPanel top = new JPanel(new BorderLayout());
        top.add(lanes, BorderLayout.NORTH);
        JScrollPane scroll = new JScrollPane(top);
        scroll.setBorder(BorderFactory.createEmptyBorder());
        add(head, BorderLayout.NORTH);
        add(scroll, BorderLayout.CENTER);
        add(legend, BorderLayout.SOUTH);
        name(List.of());
    }

    /** Shows a lock's past up to the last look at it. */
    public void show(Timeline shown) {
        timeline = shown;
        long to = shown.lastMillis();
        long window = windows.getItemAt(windows.getSelectedIndex()).millis();
        List<Span> spans = shown.spans().stream()
                .filter(span -> span.toMillis() >= to - window)
                .toList();
        List<ProcessId> processes = shown.processes().stream()
                .filter(process -> spans.stream().anyMatch(span -> process.equals(span.process())))
                .limit(MOST_PROCESSES)
                .toList();
        if (!processes.equals(named)) {
            name(processes);
        }
        strips.get(0)
                .show(spans.stream().filter(span -> span.kind() != Kind.WAITING).toList(), to - window, to);
        for (int i = 0; i < processes.size(); i++) {
            ProcessId process = processes.get(i);
            strips.get(i + 1)
                    .show(
                            spans.stream()
                                    .filter(span -> process.equals(span.process()))
                                    .toList(),
                            to - window,
                            to);
        }
        axis.show(window);
    }

    private void name(List<ProcessId> processes) {
        named = processes;
        lanes.removeAll();
        strips.clear();
        lane(new JLabel("the lock"));
        for (ProcessId process : processes) {
            lane(Tips.plain(
                    new JLabel(process.toString(), new Swatch(Kind.HELD, palette.of(process)), JLabel.LEADING)));
        }
        lanes.add(axis, cell(1, processes.size() + 1));
        lanes.revalidate();
        lanes.repaint();
    }

    private void lane(JLabel label) {
        LaneStrip strip = new LaneStrip(palette);
        lanes.add(label, cell(0, strips.size()));
        lanes.add(strip, cell(1, strips.size()));
        strips.add(strip);
    }

    private static GridBagConstraints cell(int column, int row) {
        return new GridBagConstraints(
                column,
                row,
                1,
                1,
                column,
                0,
                GridBagConstraints.LINE_START,
                GridBagConstraints.HORIZONTAL,
                new Insets(0, 0, 0, column == 0 ? 10 : 0),
                0,
                0);
    }
}
