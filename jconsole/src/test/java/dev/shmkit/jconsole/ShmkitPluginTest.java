package dev.shmkit.jconsole;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.jconsole.JConsoleContext;
import dev.shmkit.SharedMemory;
import dev.shmkit.testing.Eventually;
import dev.shmkit.testing.Keys;
import dev.shmkit.testing.LeavesNothingBehind;
import java.awt.Component;
import java.awt.Container;
import java.beans.PropertyChangeListener;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTable;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What VisualVM's bridge does with the plugin, without its windows: the tab looks at this JVM itself. */
@ExtendWith(LeavesNothingBehind.class)
class ShmkitPluginTest {
    private final ShmkitPlugin plugin = new ShmkitPlugin();

    private static final class ThisJvm implements JConsoleContext {
        @Override
        public MBeanServerConnection getMBeanServerConnection() {
            return ManagementFactory.getPlatformMBeanServer();
        }

        @Override
        public ConnectionState getConnectionState() {
            return ConnectionState.CONNECTED;
        }

        @Override
        public void addPropertyChangeListener(PropertyChangeListener listener) {}

        @Override
        public void removePropertyChangeListener(PropertyChangeListener listener) {}
    }

    private static Stream<Component> seen(Component component) {
        Stream<Component> inside = component instanceof Container container
                ? Stream.of(container.getComponents())
                        .filter(Component::isVisible)
                        .flatMap(ShmkitPluginTest::seen)
                : Stream.of();
        return Stream.concat(Stream.of(component), inside);
    }

    /** All texts, and the keys of a table. */
    private static List<String> texts(JPanel tab) {
        return onEventThread(() -> seen(tab).flatMap(ShmkitPluginTest::text).toList());
    }

    private static Stream<String> text(Component component) {
        if (component instanceof JTable table) {
            return IntStream.range(0, table.getRowCount())
                    .mapToObj(row -> table.getValueAt(row, 0).toString());
        }
        return component instanceof JLabel label ? Stream.of(label.getText()) : Stream.of();
    }

    private static <T> T onEventThread(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        SwingUtilities.invokeLater(task);
        try {
            return task.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldNotShowThePastAsThePresentWhenVisualVmLeavesTheTabOfAJvmThatEnded() {
        String key = Keys.unique("visual");
        try (SharedMemory region = SharedMemory.create(key, 64)) {
            plugin.setContext(new ThisJvm());
            JPanel tab = onEventThread(() -> plugin.getTabs().get(ShmkitPlugin.TITLE));
            String name = region.info().name();
            Eventually.until("the table shows " + name, () -> texts(tab).contains(name));
            // On a thread of its own, as VisualVM does it where a person closes the view.
            plugin.dispose();
            assertThat(texts(tab)).contains("The connection was closed").doesNotContain(name, "Looking\u2026");
        } finally {
            SharedMemory.unlink(key);
        }
    }
}
