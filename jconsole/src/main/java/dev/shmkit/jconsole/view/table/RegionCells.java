package dev.shmkit.jconsole.view.table;

import dev.shmkit.jconsole.model.LockStatus;
import dev.shmkit.jconsole.model.Region;
import dev.shmkit.jconsole.view.style.Palette;
import java.awt.Color;
import java.awt.Component;
import java.awt.Font;
import javax.swing.JTable;
import javax.swing.SwingConstants;
import javax.swing.table.DefaultTableCellRenderer;
import org.jspecify.annotations.Nullable;

/** Paints the table's cells: sizes for people, what wants attention in colour. */
final class RegionCells extends DefaultTableCellRenderer {
    private static final long serialVersionUID = 1;

    @Override
    public Component getTableCellRendererComponent(
            JTable table, @Nullable Object value, boolean selected, boolean focused, int row, int column) {
        super.getTableCellRendererComponent(table, value, selected, false, row, column);
        int shown = table.convertColumnIndexToModel(column);
        RegionColumns columns = (RegionColumns) table.getModel();
        Region region = columns.at(table.convertRowIndexToModel(row));
        setHorizontalAlignment(value instanceof Number ? SwingConstants.TRAILING : SwingConstants.LEADING);
        if (shown == RegionColumns.SIZE) {
            setText(Sizes.text(region.sizeBytes()));
        }
        @Nullable Color color = attention(region, shown);
        setFont(color == null ? table.getFont() : table.getFont().deriveFont(Font.BOLD));
        if (!selected) {
            setForeground(color == null ? table.getForeground() : color);
        }
        return this;
    }

    private static @Nullable Color attention(Region region, int column) {
        if (column == RegionColumns.LOCK) {
            if (region.lock() == LockStatus.ABANDONED) {
                return Palette.ALARM;
            }
            return region.lock() == LockStatus.HELD ? Palette.INK : null;
        }
        return column == RegionColumns.WAITERS && !region.waiters().isEmpty() ? Palette.ALARM : null;
    }
}
