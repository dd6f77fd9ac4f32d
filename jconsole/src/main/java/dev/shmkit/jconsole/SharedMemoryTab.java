package dev.shmkit.jconsole;

import dev.shmkit.jconsole.model.HostLook;
import dev.shmkit.jconsole.model.LastHolders;
import dev.shmkit.jconsole.model.Reading;
import dev.shmkit.jconsole.remote.HostReader;
import dev.shmkit.jconsole.view.AdviceView;
import dev.shmkit.jconsole.view.StatusBar;
import dev.shmkit.jconsole.view.style.Dividers;
import dev.shmkit.jconsole.view.table.RegionTable;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Dimension;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.management.MBeanServerConnection;
import javax.swing.JPanel;
import javax.swing.JSplitPane;
import javax.swing.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The tab: looks once a second, in the background, and hands what it sees to the table and to what shows the selected region.
 * It goes on while another tab is in front, so that the timelines have no gap.
 */
final class SharedMemoryTab extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int PERIOD_MILLIS = 1_000;
    private static final int SLOW_SECONDS = 3;
    private static final double TABLE_SHARE = 0.35;
    private static final String REGIONS = "regions";
    private static final String ADVICE = "advice";

    private final transient Supplier<@Nullable MBeanServerConnection> connection;
    private final transient LastHolders holders = new LastHolders();
    private final CardLayout cards = new CardLayout();
    private final JPanel content = new JPanel(cards);
    private final StatusBar status;
    private final RegionTable table;
    private final SelectedRegion selected;
    private final AdviceView advice = new AdviceView();
    private final Timer timer = new Timer(PERIOD_MILLIS, event -> refresh());
    private transient @Nullable Background<Reading> reading;
    private long readingSince;

    SharedMemoryTab(Supplier<@Nullable MBeanServerConnection> connection) {
        super(new BorderLayout());
        this.connection = connection;
        this.selected = new SelectedRegion(connection, this::refresh);
        this.table = new RegionTable(selected::show);
        this.status = new StatusBar(table::filter);
        JSplitPane split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, table, selected);
        table.setMinimumSize(new Dimension(0, 0));
        selected.setMinimumSize(new Dimension(0, 0));
        Dividers.share(split, TABLE_SHARE);
        content.add(split, REGIONS);
        content.add(advice, ADVICE);
        add(status, BorderLayout.NORTH);
        add(content, BorderLayout.CENTER);
        timer.setInitialDelay(0);
    }

    void start() {
        timer.start();
    }

    /** Looks no more. VisualVM leaves the tab where it is when the JVM has ended: what it showed must not be taken for the present. */
    void stop() {
        timer.stop();
        if (reading != null) {
            reading.cancel(true);
        }
        missing("The connection was closed", "Open the application again to go on.");
    }

    private void refresh() {
        if (!timer.isRunning()) {
            return;
        }
        if (reading != null && !reading.isDone()) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - readingSince);
            if (seconds >= SLOW_SECONDS) {
                status.warn("The monitored JVM has not answered for " + seconds + " s");
            }
            return;
        }
        readingSince = System.nanoTime();
        @Nullable MBeanServerConnection now = connection.get();
        reading = Background.start(() -> HostReader.read(now), whileLooking(this::show), whileLooking(status::warn));
    }

    /** What a look tells that was over when {@link #stop} came, and is told of afterwards, is not news any more. */
    private <T> Consumer<T> whileLooking(Consumer<T> told) {
        return news -> {
            if (timer.isRunning()) {
                told.accept(news);
            }
        };
    }

    private void missing(String problem, String todo) {
        status.warn(problem);
        advice.show(problem, todo);
        cards.show(content, ADVICE);
    }

    private void show(Reading read) {
        if (read instanceof Reading.Missing missing) {
            missing(missing.problem(), missing.advice());
        } else if (read instanceof Reading.Seen seen) {
            HostLook look = holders.named(seen.look());
            status.show(look);
            selected.saw(look);
            table.show(look.regions());
            cards.show(content, REGIONS);
        }
    }
}
