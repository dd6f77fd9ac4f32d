package dev.shmkit.internal.text;

import java.util.ArrayList;
import java.util.List;

/** Rows under a heading, in columns as wide as their longest cell. Cells show control characters as {@code ?}. */
public final class TextTable {
    private static final int GAP_COLUMNS = 2;
    private static final int NO_COLUMN = -1;

    private final List<String> heading;
    private final List<List<String>> rows = new ArrayList<>();
    private final int[] widths;
    private int bounded = NO_COLUMN;
    private int mostWidth = Integer.MAX_VALUE;

    public TextTable(String... heading) {
        this.heading = List.of(heading);
        this.widths = new int[heading.length];
        widen(this.heading);
    }

    /** Before any row: a longer cell of that column stands whole in its row and moves what follows it there, in no other row. */
    public TextTable bound(int column, int width) {
        bounded = column;
        mostWidth = width;
        return this;
    }

    /** Adds a row with as many cells as the heading has. */
    public void add(String... cells) {
        if (cells.length != heading.size()) {
            throw new IllegalArgumentException("%d cells under %d headings".formatted(cells.length, heading.size()));
        }
        List<String> row = new ArrayList<>(cells.length);
        for (String cell : cells) {
            row.add(Printable.of(cell));
        }
        rows.add(row);
        widen(row);
    }

    private void widen(List<String> cells) {
        for (int i = 0; i < widths.length; i++) {
            int columns = Printable.columns(cells.get(i));
            widths[i] = Math.max(widths[i], i == bounded ? Math.min(columns, mostWidth) : columns);
        }
    }

    /** The table, without a line break at the end. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        appendRow(text, heading);
        for (List<String> row : rows) {
            text.append('\n');
            appendRow(text, row);
        }
        return text.toString();
    }

    private void appendRow(StringBuilder text, List<String> cells) {
        int gap = 0;
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            if (!cell.isEmpty()) {
                text.append(" ".repeat(gap)).append(cell);
                gap = 0;
            }
            gap += Math.max(0, widths[i] - Printable.columns(cell)) + GAP_COLUMNS;
        }
    }
}
