package dev.shmkit.jconsole;

import com.sun.tools.jconsole.JConsoleContext;
import com.sun.tools.jconsole.JConsoleContext.ConnectionState;
import com.sun.tools.jconsole.JConsolePlugin;
import java.util.HashMap;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;
import javax.swing.SwingWorker;
import org.jspecify.annotations.Nullable;

/**
 * Adds the tab "Shared memory" to JConsole, one for each connection. Found by {@link java.util.ServiceLoader} in a jar that
 * {@code jconsole -pluginpath} names. The event thread calls all methods; VisualVM has another one dispose of it.
 */
public final class ShmkitPlugin extends JConsolePlugin {
    /** The title of the tab. */
    static final String TITLE = "Shared memory";

    private @Nullable SharedMemoryTab tab;

    /** Called by the service loader. */
    public ShmkitPlugin() {}

    @Override
    public Map<String, JPanel> getTabs() {
        SharedMemoryTab shown = tab == null ? new SharedMemoryTab(this::connection) : tab;
        tab = shown;
        shown.start();
        Map<String, JPanel> tabs = new HashMap<>();
        tabs.put(TITLE, shown);
        return tabs;
    }

    /** After JConsole has connected again it is another one: asked for at every look. */
    private @Nullable MBeanServerConnection connection() {
        @Nullable JConsoleContext context = getContext();
        return context == null || context.getConnectionState() != ConnectionState.CONNECTED
                ? null
                : context.getMBeanServerConnection();
    }

    /** None: JConsole looks every four seconds, and the tab does it every second. */
    @Override
    public @Nullable SwingWorker<?, ?> newSwingWorker() {
        return null;
    }

    @Override
    public void dispose() {
        @Nullable SharedMemoryTab shown = tab;
        if (shown != null && SwingUtilities.isEventDispatchThread()) {
            shown.stop();
        } else if (shown != null) {
            SwingUtilities.invokeLater(shown::stop);
        }
        super.dispose();
    }
}
