package dev.shmkit.jconsole.view.table;

import dev.shmkit.jconsole.model.LockThread;
import dev.shmkit.jconsole.model.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.swing.table.AbstractTableModel;
import org.jspecify.annotations.Nullable;

/** The table's rows and columns. */
final class RegionColumns extends AbstractTableModel {
    private static final long serialVersionUID = 1;

    private record Column(String name, Class<?> type, int width, Function<Region, Object> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("Key", String.class, 220, Region::key),
            new Column("Size", Long.class, 60, Region::sizeBytes),
            new Column("Owner", String.class, 80, Region::owner),
            new Column("Mode", String.class, 80, Region::mode),
            new Column("Lock", String.class, 85, region -> region.lock().name()),
            new Column("Holder", String.class, 150, RegionColumns::holder),
            new Column("Waiters", Integer.class, 60, region -> region.waiters().size()),
            new Column("Mappers", Integer.class, 65, region -> region.mappers().size()),
            new Column("Used", String.class, 110, Region::usage),
            new Column("Format", String.class, 70, Region::format));

    static final int SIZE = 1;
    static final int LOCK = 4;
    static final int WAITERS = 6;

    private transient List<Region> regions = new ArrayList<>();

    private static String holder(Region region) {
        @Nullable LockThread holder = region.holder();
        return holder == null ? "" : holder.toString();
    }

    /** Shows other rows; the selection is lost. */
    void show(List<Region> rows) {
        regions = rows;
        fireTableDataChanged();
    }

    Region at(int row) {
        return regions.get(row);
    }

    int indexOf(@Nullable String path) {
        for (int row = 0; row < regions.size(); row++) {
            if (regions.get(row).path().equals(path)) {
                return row;
            }
        }
        return -1;
    }

    /** What a cell has no room for: every waiter or mapper on a line. */
    @Nullable
    String details(int row, int column) {
        Region region = regions.get(row);
        return switch (COLUMNS.get(column).name()) {
            case "Key" -> region.path();
            case "Size" -> region.sizeBytes() + " bytes";
            case "Holder" -> holder(region);
            case "Waiters" -> lines(region.waiters());
            case "Mappers" -> lines(region.mappers());
            default -> null;
        };
    }

    private static String lines(List<?> things) {
        return things.stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    static int width(int column) {
        return COLUMNS.get(column).width();
    }

    @Override
    public int getRowCount() {
        return regions.size();
    }

    @Override
    public int getColumnCount() {
        return COLUMNS.size();
    }

    @Override
    public String getColumnName(int column) {
        return COLUMNS.get(column).name();
    }

    @Override
    public Class<?> getColumnClass(int column) {
        return COLUMNS.get(column).type();
    }

    @Override
    public Object getValueAt(int row, int column) {
        return COLUMNS.get(column).value().apply(regions.get(row));
    }
}
