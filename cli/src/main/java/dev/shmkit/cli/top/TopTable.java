package dev.shmkit.cli.top;

import dev.shmkit.cli.look.KeyColumn;
import dev.shmkit.internal.text.Printable;
import dev.shmkit.internal.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows of top, under their headings. On a screen that is too narrow, columns that change seldom and that {@code ls} shows,
 * too, are left out, and then keys lose their middle: what top is there for is who holds and who waits.
 */
final class TopTable {
    private static final List<String> HEADING =
            List.of("KEY", "SIZE", "RES", "MODE", "OWNER", "AGE", "MAP", "WAIT", "LOCK", "HELD", "HOLDER");

    /** The first to go comes first. */
    private static final List<String> SPARE = List.of("OWNER", "MODE", "AGE", "RES");

    private static final int KEY = 0;
    private static final int HOLDER = HEADING.size() - 1;
    private static final int GAP_COLUMNS = 2;
    /** What names nearly every holder; what is said beyond that may be cut off. */
    private static final int NAME_COLUMNS = 32;

    /** What is worth a column that is left out. */
    private static final int READABLE_KEY_COLUMNS = 24;

    private static final int LEAST_KEY_COLUMNS = 12;

    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a row with as many cells as there are headings. */
    void add(String... cells) {
        rows.add(List.of(cells));
    }

    /** The lines of a table of any width, with whole keys; the first one is the heading. */
    List<String> lines() {
        return lines(columns(), Integer.MAX_VALUE, KeyColumn.MOST_COLUMNS);
    }

    /** The lines for a screen; those that hold a long name of a holder may be wider. */
    List<String> lines(int screenColumns) {
        List<Integer> shown = new ArrayList<>(columns());
        for (String spare : SPARE) {
            int key = Math.min(width(KEY), READABLE_KEY_COLUMNS);
            if (key + others(shown) > screenColumns) {
                shown.remove((Integer) HEADING.indexOf(spare));
            }
        }
        int key = Math.max(LEAST_KEY_COLUMNS, screenColumns - others(shown));
        return lines(shown, key, key);
    }

    private static List<Integer> columns() {
        return IntStream.range(0, HEADING.size()).boxed().toList();
    }

    private int others(List<Integer> shown) {
        return shown.stream()
                .filter(column -> column != KEY)
                .mapToInt(column ->
                        GAP_COLUMNS + (column == HOLDER ? Math.min(width(column), NAME_COLUMNS) : width(column)))
                .sum();
    }

    private int width(int column) {
        return rows.stream()
                .mapToInt(row -> Printable.columns(Printable.of(row.get(column))))
                .reduce(HEADING.get(column).length(), Math::max);
    }

    private List<String> lines(List<Integer> shown, int longestKey, int keyColumn) {
        TextTable table = new TextTable(cells(shown, HEADING)).bound(KEY, keyColumn);
        for (List<String> row : rows) {
            String[] cells = cells(shown, row);
            cells[KEY] = Printable.shortened(cells[KEY], longestKey);
            table.add(cells);
        }
        return List.of(table.toString().split("\n", -1));
    }

    private static String[] cells(List<Integer> shown, List<String> row) {
        return shown.stream().map(row::get).toArray(String[]::new);
    }
}
