package dev.shmkit.jconsole.view.table;

import dev.shmkit.jconsole.model.Region;
import dev.shmkit.jconsole.view.style.Palette;
import dev.shmkit.jconsole.view.style.Tips;
import java.awt.BorderLayout;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.RowFilter;
import javax.swing.RowSorter;
import javax.swing.SortOrder;
import javax.swing.table.TableRowSorter;
import org.jspecify.annotations.Nullable;

/**
 * All regions; sortable, filtered, and the same one stays selected whatever the next look brings. When it is gone none is: whoever
 * was about to press a button meant that one.
 */
public final class RegionTable extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int ROW_HEIGHT = 20;

    private final RegionColumns columns = new RegionColumns();
    private final transient TableRowSorter<RegionColumns> sorter = new TableRowSorter<>(columns);
    private final JTable table = new JTable(columns) {
        private static final long serialVersionUID = 1;

        @Override
        public @Nullable String getToolTipText(MouseEvent event) {
            int row = rowAtPoint(event.getPoint());
            int column = columnAtPoint(event.getPoint());
            return row < 0 || column < 0
                    ? null
                    : Tips.text(columns.details(convertRowIndexToModel(row), convertColumnIndexToModel(column)));
        }
    };
    private final transient Consumer<@Nullable Region> selected;
    private @Nullable String selectedPath;
    private boolean showing;

    /** Tells whenever another region is selected, and after each look how the selected one is now. */
    public RegionTable(Consumer<@Nullable Region> selected) {
        super(new BorderLayout());
        this.selected = selected;
        sorter.setSortKeys(List.of(new RowSorter.SortKey(0, SortOrder.ASCENDING)));
        table.setRowSorter(sorter);
        table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        table.setFillsViewportHeight(true);
        table.setRowHeight(ROW_HEIGHT);
        table.setShowVerticalLines(false);
        table.setGridColor(Palette.LINE);
        table.getAccessibleContext().setAccessibleName("Regions");
        RegionCells cells = new RegionCells();
        for (Class<?> type : List.of(String.class, Long.class, Integer.class)) {
            table.setDefaultRenderer(type, cells);
        }
        for (int column = 0; column < columns.getColumnCount(); column++) {
            table.getColumnModel().getColumn(column).setPreferredWidth(RegionColumns.width(column));
        }
        table.getSelectionModel().addListSelectionListener(event -> {
            if (!showing && !event.getValueIsAdjusting()) {
                tell();
            }
        });
        add(new JScrollPane(table));
    }

    /** Shows only regions that contain the text; all when it is blank. */
    public void filter(String text) {
        keepingSelection(() -> sorter.setRowFilter(
                text.isBlank()
                        ? null
                        : new RowFilter<RegionColumns, Integer>() {
                            @Override
                            public boolean include(Entry<? extends RegionColumns, ? extends Integer> entry) {
                                return columns.at(entry.getIdentifier()).matches(text);
                            }
                        }));
    }

    /** Shows what a look saw. */
    public void show(List<Region> regions) {
        keepingSelection(() -> columns.show(regions));
    }

    private void keepingSelection(Runnable change) {
        showing = true;
        try {
            change.run();
            int row = columns.indexOf(selectedPath);
            int shown = row < 0 ? -1 : table.convertRowIndexToView(row);
            if (shown >= 0) {
                table.setRowSelectionInterval(shown, shown);
            } else if (table.getRowCount() > 0 && selectedPath == null) {
                table.setRowSelectionInterval(0, 0);
            }
        } finally {
            showing = false;
        }
        tell();
    }

    private void tell() {
        int row = table.getSelectedRow();
        @Nullable Region region = row < 0 ? null : columns.at(table.convertRowIndexToModel(row));
        if (region != null) {
            selectedPath = region.path();
        }
        selected.accept(region);
    }
}
