package dev.shmkit.jconsole.driver;

import java.awt.Component;
import java.awt.Container;
import java.awt.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.swing.AbstractButton;
import javax.swing.JLabel;
import javax.swing.JTabbedPane;
import javax.swing.JTable;
import javax.swing.JTree;
import javax.swing.text.JTextComponent;
import javax.swing.tree.TreeModel;
import javax.swing.tree.TreePath;

/** Finds what can be seen by the texts that a person reads. For the event thread. */
final class Find {
    private Find() {}

    private static Stream<Component> showing() {
        return Stream.of(Window.getWindows()).filter(Window::isShowing).flatMap(Find::all);
    }

    private static Stream<Component> all(Component component) {
        Stream<Component> inside = component instanceof Container container
                ? Stream.of(container.getComponents()).flatMap(Find::all)
                : Stream.of();
        return Stream.concat(Stream.of(component), inside);
    }

    private static <T extends Component> Stream<T> showing(Class<T> type) {
        return showing().filter(type::isInstance).map(type::cast).filter(Component::isShowing);
    }

    static void tab(String title) {
        JTabbedPane pane = showing(JTabbedPane.class)
                .filter(tabs -> tabs.indexOfTab(title) >= 0)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no tab " + title));
        pane.setSelectedIndex(pane.indexOfTab(title));
    }

    /** The last one: that of a dialog is in front of the window's. */
    static AbstractButton button(String text) {
        return showing(AbstractButton.class)
                .filter(button -> text.equals(button.getText()) && button.isEnabled())
                .reduce((behind, inFront) -> inFront)
                .orElseThrow(() -> new NoSuchElementException("no button " + text));
    }

    static JTextComponent field(String label) {
        return showing(JLabel.class)
                .filter(shown -> label.equals(shown.getText()) && shown.getLabelFor() instanceof JTextComponent)
                .map(shown -> (JTextComponent) shown.getLabelFor())
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no field " + label));
    }

    private static JTable table() {
        return showing(JTable.class)
                .filter(table -> "Key".equals(table.getColumnName(0)))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no table of regions"));
    }

    static void select(String key) {
        JTable table = table();
        int row = IntStream.range(0, table.getRowCount())
                .filter(shown -> key.equals(table.getValueAt(shown, 0)))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no row " + key));
        table.setRowSelectionInterval(row, row);
    }

    static void sort(String column) {
        JTable table = table();
        table.getRowSorter().toggleSortOrder(table.getColumnModel().getColumnIndex(column));
    }

    /** Selects a node of the tree. Opens those above it, which fetch what is in them, so it may be there only later. */
    static void node(List<String> labels) {
        JTree tree = showing(JTree.class).findFirst().orElseThrow(() -> new NoSuchElementException("no tree"));
        TreePath path = new TreePath(tree.getModel().getRoot());
        for (String label : labels) {
            tree.expandPath(path);
            path = path.pathByAddingChild(child(tree.getModel(), path.getLastPathComponent(), label));
        }
        tree.setSelectionPath(path);
    }

    private static Object child(TreeModel tree, Object parent, String label) {
        return IntStream.range(0, tree.getChildCount(parent))
                .mapToObj(child -> tree.getChild(parent, child))
                .filter(child -> label.equals(child.toString()))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no node " + label + " in " + parent));
    }

    /** A star marks the selected row. */
    static List<String> rows() {
        JTable table = table();
        return IntStream.range(0, table.getRowCount())
                .mapToObj(row -> (table.isRowSelected(row) ? "*" : " ")
                        + String.join(
                                "|",
                                IntStream.range(0, table.getColumnCount())
                                        .mapToObj(column -> String.valueOf(table.getValueAt(row, column)))
                                        .toList()))
                .toList();
    }

    static List<String> texts() {
        List<String> texts = new ArrayList<>();
        showing(JLabel.class).forEach(label -> texts.add(label.getText()));
        showing(JTextComponent.class).forEach(text -> texts.add(text.getText()));
        showing(AbstractButton.class).forEach(button -> texts.add(button.getText()));
        showing(JTabbedPane.class)
                .forEach(
                        tabs -> IntStream.range(0, tabs.getTabCount()).forEach(tab -> texts.add(tabs.getTitleAt(tab))));
        showing(JTree.class)
                .forEach(tree -> IntStream.range(0, tree.getRowCount())
                        .forEach(row ->
                                texts.add(String.valueOf(tree.getPathForRow(row).getLastPathComponent()))));
        showing(JTable.class)
                .forEach(table -> IntStream.range(0, table.getRowCount())
                        .forEach(row -> IntStream.range(0, table.getColumnCount())
                                .forEach(column -> texts.add(String.valueOf(table.getValueAt(row, column))))));
        texts.removeIf(text -> text == null || text.isBlank());
        return texts;
    }
}
